/** Which ffmpeg there is, and how it is run: argument lists, limits, progress, an end when somebody cancels. */
@NullMarked
package org.backlot.clips.worker.ffmpeg;

import org.jspecify.annotations.NullMarked;
