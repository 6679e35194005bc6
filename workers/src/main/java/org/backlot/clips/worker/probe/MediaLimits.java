package org.backlot.clips.worker.probe;

import java.time.Duration;
import java.util.Set;

/**
 * How much a recording may be ({@code CLIP} section 8). Codecs are those of the specification, and those in which
 * cameras and phones record.
 *
 * @param longest for its duration
 * @param longSide for the longer side of the picture, in pixels
 * @param shortSide for the shorter side
 * @param bitRate in bits per second
 * @param codecs ffmpeg's names
 */
public record MediaLimits(Duration longest, int longSide, int shortSide, long bitRate, Set<String> codecs) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int SMALLEST_SIDE = 64;

    public MediaLimits {
        codecs = Set.copyOf(codecs);
    }

    /** Four hours, 4K, 50 Mbit/s. */
    public static MediaLimits standard() {
        return new MediaLimits(
                Duration.ofHours(4),
                4_096,
                2_304,
                50_000_000,
                Set.of("h264", "hevc", "vp9", "vp8", "av1", "prores", "dnxhd", "mpeg4", "mpeg2video", "mjpeg"));
    }

    void checkCodec(String codec) throws MediaRefused {
        if (!codecs.contains(codec)) {
            throw new MediaRefused(MediaRefusal.CODEC_NOT_TAKEN, codec);
        }
    }

    /** @param frames seen in the first seconds */
    void check(MediaFacts facts, int frames) throws MediaRefused {
        refuseIf(facts.duration().compareTo(longest) > 0, MediaRefusal.TOO_LONG, facts.duration());
        refuseIf(frames < 2 || facts.duration().compareTo(SHORTEST) < 0, MediaRefusal.TOO_SHORT, facts.duration());
        int longer = Math.max(facts.picture().width(), facts.picture().height());
        int shorter = Math.min(facts.picture().width(), facts.picture().height());
        refuseIf(longer > longSide || shorter > shortSide, MediaRefusal.PICTURE_TOO_LARGE, longer + "x" + shorter);
        refuseIf(shorter < SMALLEST_SIDE, MediaRefusal.PICTURE_TOO_SMALL, longer + "x" + shorter);
        refuseIf(facts.bitRate() > bitRate, MediaRefusal.BIT_RATE_TOO_HIGH, facts.bitRate() + " bit/s");
    }

    private static void refuseIf(boolean broken, MediaRefusal refusal, Object detail) throws MediaRefused {
        if (broken) {
            throw new MediaRefused(refusal, detail.toString());
        }
    }
}
