/** Deadlines of attempts, and what the pipeline sends. */
@NullMarked
package org.backlot.clips.saga;

import org.jspecify.annotations.NullMarked;
