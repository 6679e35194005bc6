/** What happens in a recording: cuts, faces, loudness, silences, and what it looks like from afar. */
@NullMarked
package org.backlot.clips.worker.analysis;

import org.jspecify.annotations.NullMarked;
