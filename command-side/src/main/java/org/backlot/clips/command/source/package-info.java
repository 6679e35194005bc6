/** Which addresses material may be taken from. */
@NullMarked
package org.backlot.clips.command.source;

import org.jspecify.annotations.NullMarked;
