/** Which stretches of a recording become clips: candidates, an own score with its parts, a choice without overlaps. */
@NullMarked
package org.backlot.clips.worker.selection;

import org.jspecify.annotations.NullMarked;
