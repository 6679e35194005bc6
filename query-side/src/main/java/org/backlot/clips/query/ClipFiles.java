package org.backlot.clips.query;

import java.time.Instant;
import java.util.List;
import org.backlot.shared.id.ClipId;

/**
 * The files of one version of a clip.
 *
 * @param expiresAt when a fetch may not begin any more
 * @param data in the order in which they were made, the picture first
 */
public record ClipFiles(ClipId clipId, int version, Instant expiresAt, List<ClipFile> data) {
    public ClipFiles {
        data = List.copyOf(data);
    }
}
