// Why this file exists: to say once, for the whole package, what frames and timecode mean here.

/**
 * Frames, timecode and the clocks of a set: pure values with exact arithmetic, no floating point, no wall clock.
 *
 * <p>A point in a recording is a count of frames and a rational rate ({@link org.backlot.shared.timecode.Timecode}); the
 * label people read, {@code HH:MM:SS:FF}, is derived from the two (SMPTE ST 12-1).
 */
@NullMarked
package org.backlot.shared.timecode;

import org.jspecify.annotations.NullMarked;
