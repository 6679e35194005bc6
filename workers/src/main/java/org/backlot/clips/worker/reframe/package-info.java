/** Where the picture is cut from when its shape changes: a camera on a tripod, or one half for each of two people. */
@NullMarked
package org.backlot.clips.worker.reframe;

import org.jspecify.annotations.NullMarked;
