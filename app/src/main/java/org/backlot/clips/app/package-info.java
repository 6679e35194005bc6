/** What the clip pipeline needs of the running program. */
@NullMarked
package org.backlot.clips.app;

import org.jspecify.annotations.NullMarked;
