/** Transcripts as lists of timed words, and where speech may be cut. */
@NullMarked
package org.backlot.clips.worker.transcript;

import org.jspecify.annotations.NullMarked;
