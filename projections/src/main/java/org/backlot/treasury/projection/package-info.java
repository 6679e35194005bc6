/** Money and contracts as tables: the ledger with running balances, escrows with their evidence, contracts. */
@NullMarked
package org.backlot.treasury.projection;

import org.jspecify.annotations.NullMarked;
