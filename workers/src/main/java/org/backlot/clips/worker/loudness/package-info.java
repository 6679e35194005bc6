/** How loud a sound is, and how it is brought to where it should be. */
@NullMarked
package org.backlot.clips.worker.loudness;

import org.jspecify.annotations.NullMarked;
