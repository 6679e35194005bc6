/** How long a recording takes to become clips, beside the same ffmpeg work by hand, and how fifty of them share a machine. */
@NullMarked
package org.backlot.bench.clips;

import org.jspecify.annotations.NullMarked;
