/** Reads of money and contracts: ledger, balances, escrows, contracts and their evidence. */
@NullMarked
package org.backlot.treasury.query;

import org.jspecify.annotations.NullMarked;
