/** Words on the picture: blocks, five styles, and two ways to draw them that look the same. */
@NullMarked
package org.backlot.clips.worker.captions;

import org.jspecify.annotations.NullMarked;
