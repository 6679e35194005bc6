/** When escrows are released and when they are not. */
@NullMarked
package org.backlot.treasury.saga;

import org.jspecify.annotations.NullMarked;
