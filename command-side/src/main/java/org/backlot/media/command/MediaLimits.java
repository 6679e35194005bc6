package org.backlot.media.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.backlot.media.api.ContainerFacts;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.RefusalReason;

/** What a file may be at most (CLIP sections 6 and 8). */
public final class MediaLimits {
    /** In bytes, 2 GB; no more fits through a virus scanner either. */
    public static final long LARGEST = 2L << 30;

    private static final Duration LONGEST = Duration.ofHours(4);
    /** 4K of the cinema is wider, that of television higher; held upright it is the other way round. */
    private static final int LONGER_SIDE = 4096;

    private static final int SHORTER_SIDE = 2304;
    private static final long FASTEST = 50_000_000;
    private static final Set<String> CODECS = Set.of("h264", "hevc", "vp9");

    private MediaLimits() {}

    /** A limit that a file is beyond, and a sentence about it. */
    record Beyond(RefusalReason reason, String detail) {}

    /** The first limit that a file is beyond. Pictures, captions and fonts have none but their size. */
    static Optional<Beyond> beyond(MediaContentType type, ContainerFacts facts) {
        return switch (type.kind()) {
            case VIDEO -> tooLong(facts).or(() -> picture(facts));
            case AUDIO -> tooLong(facts);
            case IMAGE, CAPTIONS, FONT -> Optional.empty();
        };
    }

    private static Optional<Beyond> tooLong(ContainerFacts facts) {
        return facts.durationMillis() > LONGEST.toMillis()
                ? beyond(RefusalReason.TOO_LONG, "The file runs longer than %d hours.".formatted(LONGEST.toHours()))
                : Optional.empty();
    }

    private static Optional<Beyond> picture(ContainerFacts facts) {
        if (facts.videoCodec().isEmpty() || facts.width() == 0 || facts.height() == 0) {
            return beyond(RefusalReason.NO_VIDEO, "The file holds no picture.");
        }
        int longer = Math.max(facts.width(), facts.height());
        int shorter = Math.min(facts.width(), facts.height());
        if (longer > LONGER_SIDE || shorter > SHORTER_SIDE) {
            return beyond(
                    RefusalReason.RESOLUTION_TOO_HIGH,
                    "The picture has %d by %d pixels; at most %d by %d are taken."
                            .formatted(facts.width(), facts.height(), LONGER_SIDE, SHORTER_SIDE));
        }
        if (!CODECS.contains(facts.videoCodec().toLowerCase(Locale.ROOT))) {
            return beyond(RefusalReason.CODEC_NOT_ALLOWED, "The picture is not coded in H.264, H.265 or VP9.");
        }
        return facts.bitsPerSecond() > FASTEST
                ? beyond(RefusalReason.BITRATE_TOO_HIGH, "The file has more than 50 million bits per second.")
                : Optional.empty();
    }

    private static Optional<Beyond> beyond(RefusalReason reason, String detail) {
        return Optional.of(new Beyond(reason, detail));
    }
}
