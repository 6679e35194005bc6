/** What may happen to a contract, its canonical terms, and the aggregate that keeps it. */
@NullMarked
package org.backlot.treasury.command.contract;

import org.jspecify.annotations.NullMarked;
