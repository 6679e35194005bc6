// Declares the screenplay readers null-free.

/** Reads screenplay files into the model of {@code org.backlot.production.api.screenplay}. */
@NullMarked
package org.backlot.production.command.screenplay;

import org.jspecify.annotations.NullMarked;
