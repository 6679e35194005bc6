/**
 * The steps of a clip job: each fetches its inputs from the object storage, does its work with the tools beside it, and
 * stores what comes out. None of them knows who asked, by which broker, or how the end is told (CLIP sections 3 and 8).
 */
@NullMarked
package org.backlot.clips.worker.step;

import org.jspecify.annotations.NullMarked;
