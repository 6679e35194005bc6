// Declares the screenplay model null-free, so that every reader may rely on it.

/** What a screenplay says, whichever file format it was read from: scenes, sluglines, characters, lengths. */
@NullMarked
package org.backlot.production.api.screenplay;

import org.jspecify.annotations.NullMarked;
