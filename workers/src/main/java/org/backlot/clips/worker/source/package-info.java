/** How workers reach material outside. */
@NullMarked
package org.backlot.clips.worker.source;

import org.jspecify.annotations.NullMarked;
