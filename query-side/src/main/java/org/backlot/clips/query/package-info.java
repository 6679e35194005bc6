/** Clip jobs, clips and brand kits as their workspace sees them. */
@NullMarked
package org.backlot.clips.query;

import org.jspecify.annotations.NullMarked;
