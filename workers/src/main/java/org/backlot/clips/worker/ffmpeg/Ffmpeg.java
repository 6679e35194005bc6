package org.backlot.clips.worker.ffmpeg;

import java.nio.file.Path;
import java.util.Set;

/**
 * One ffmpeg that runs on this machine, and what it can do.
 *
 * @param program the file that is run, absolute
 * @param version as it says itself, for example {@code 4.4.1-static}
 * @param filters names of its filters
 * @param encoders names of its encoders
 */
public record Ffmpeg(Path program, String version, Set<String> filters, Set<String> encoders) {
    public Ffmpeg {
        filters = Set.copyOf(filters);
        encoders = Set.copyOf(encoders);
        if (!program.isAbsolute()) {
            throw new IllegalArgumentException("A program is found by its whole path: " + program);
        }
    }

    /** Whether it draws ASS captions itself (libass); otherwise they are drawn for it. */
    public boolean drawsCaptions() {
        return filters.contains("ass");
    }

    /** Where its ffprobe would lie, were it installed. */
    public Path probe() {
        return program.resolveSibling("ffprobe");
    }
}
