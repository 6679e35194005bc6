/** Views of clip jobs and clips, and the counts by which jobs are let in. */
@NullMarked
package org.backlot.clips.projection;

import org.jspecify.annotations.NullMarked;
