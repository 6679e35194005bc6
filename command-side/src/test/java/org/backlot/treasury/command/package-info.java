/** The rules of money, read as the contract they check. */
@NullMarked
package org.backlot.treasury.command;

import org.jspecify.annotations.NullMarked;
