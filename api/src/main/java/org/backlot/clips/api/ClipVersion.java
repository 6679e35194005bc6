package org.backlot.clips.api;

import org.backlot.shared.id.ClipId;

/**
 * One version of one clip.
 *
 * @param version from 1; each re-render makes the next
 */
public record ClipVersion(ClipId clipId, int version) {
    public ClipVersion {
        if (version < 1) {
            throw new IllegalArgumentException("a version is 1 or more");
        }
    }

    @Override
    public String toString() {
        return clipId + "/" + version;
    }
}
