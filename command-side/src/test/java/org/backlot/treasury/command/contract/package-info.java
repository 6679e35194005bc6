/** The rules of contracts and of canonical terms. */
@NullMarked
package org.backlot.treasury.command.contract;

import org.jspecify.annotations.NullMarked;
