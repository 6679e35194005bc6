/** Money: the double-entry journal, escrow and contracts. */
@NullMarked
package org.backlot.treasury.api;

import org.jspecify.annotations.NullMarked;
