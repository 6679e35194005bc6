package org.backlot.media.api;

import org.backlot.shared.personal.NotPersonal;

/**
 * What a probe read from a file's container.
 *
 * @param durationMillis 0 for a picture
 * @param width in pixels as displayed; 0 without a picture
 * @param height in pixels as displayed; 0 without a picture
 * @param videoCodec as ffprobe names it, such as {@code h264}; empty without a picture
 * @param audioCodec as ffprobe names it, such as {@code aac}; empty without sound
 * @param bitsPerSecond over the whole container; 0 where unknown
 */
public record ContainerFacts(
        long durationMillis,
        int width,
        int height,
        @NotPersonal("the name of a codec") String videoCodec,
        @NotPersonal("the name of a codec") String audioCodec,
        long bitsPerSecond) {

    /** Refuses what no file can be. */
    public ContainerFacts {
        if (durationMillis < 0 || width < 0 || height < 0 || bitsPerSecond < 0) {
            throw new IllegalArgumentException("a file is not shorter, smaller or slower than nothing");
        }
    }
}
