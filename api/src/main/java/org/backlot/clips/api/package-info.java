/** What can be said of clip jobs, their steps, the clips they make and the brand kits they are made with. */
@NullMarked
package org.backlot.clips.api;

import org.jspecify.annotations.NullMarked;
