/** Waits for the evidence that an escrow asks for, and for its time to run out. */
@NullMarked
package org.backlot.treasury.saga;

import org.jspecify.annotations.NullMarked;
