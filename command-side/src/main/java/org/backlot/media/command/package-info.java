/** The life of a media asset: what may happen to it, and when. */
@NullMarked
package org.backlot.media.command;

import org.jspecify.annotations.NullMarked;
