// Why this file exists: to say once, for the whole package, what a subtitle file is here.

/** Timed texts and the subtitle files players read them from: SubRip and WebVTT. Plain values and text. */
@NullMarked
package org.backlot.shared.captions;

import org.jspecify.annotations.NullMarked;
