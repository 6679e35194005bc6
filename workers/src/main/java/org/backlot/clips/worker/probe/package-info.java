/** What a file holds, and whether Backlot takes it: from its own first bytes and what ffmpeg says of it. */
@NullMarked
package org.backlot.clips.worker.probe;

import org.jspecify.annotations.NullMarked;
