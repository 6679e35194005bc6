/** The rules of clips: versions, words, comments. */
@NullMarked
package org.backlot.clips.command.clip;

import org.jspecify.annotations.NullMarked;
