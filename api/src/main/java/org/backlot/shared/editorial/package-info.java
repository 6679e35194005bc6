// Why this file exists: to say once, for the whole package, what an edit is here and who may write it.

/**
 * What is cut from which recordings, and how other programs read it: one model of an edit
 * ({@link org.backlot.shared.editorial.Timeline}) and its forms, CMX 3600 (SMPTE 258M), FCPXML 1.10, Final Cut Pro 7 XML
 * (which Premiere reads) and OpenTimelineIO.
 *
 * <p>Plain values and text, without files, network or clock. They stand beside the timecode because reads and workers
 * both write such files, and see no more of one another than this.
 */
@NullMarked
package org.backlot.shared.editorial;

import org.jspecify.annotations.NullMarked;
