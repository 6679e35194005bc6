package org.backlot.clips.worker.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.backlot.clips.worker.analysis.Sound.Silence;
import org.backlot.clips.worker.captions.Word;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;

/**
 * Takes silences and filler words out of a clip. A silence longer than it may be keeps a breath on both sides; a filler
 * goes with its own time only. Nothing is cut inside another word, and every cut lies between two frames.
 *
 * @param longestSilence in seconds; longer ones are shortened
 * @param breath what stays on either side of a silence, in seconds
 * @param fillers in small letters
 */
public record Tightening(double longestSilence, double breath, Set<String> fillers) {
    /** A piece shorter than this would flash by. */
    private static final double SHORTEST_PIECE = 0.2;

    public Tightening {
        fillers = Set.copyOf(fillers);
        if (breath < 0 || longestSilence < 2 * breath) {
            throw new IllegalArgumentException(
                    "A silence of " + longestSilence + " s cannot keep twice " + breath + " s");
        }
    }

    /** Silences over 0.7 s, and what people say while they think. */
    public static Tightening standard() {
        return new Tightening(
                0.7,
                0.15,
                Set.of("um", "umm", "uh", "uhh", "uhm", "er", "erm", "hmm", "mm", "mhm", "äh", "ähm", "euh"));
    }

    /** The same, which lets people think aloud. */
    public Tightening keepingFillers() {
        return new Tightening(longestSilence, breath, Set.of());
    }

    private record Gap(double from, double to) {}

    /**
     * @param clip frames of the recording
     * @param words with times from the beginning of the recording
     */
    public KeptFrames apply(Frames clip, List<Silence> silences, List<Word> words, Rational rate) {
        var spoken = words.stream().filter(word -> !isFiller(word)).toList();
        var gaps = new ArrayList<Gap>();
        silences.stream()
                .filter(silence -> silence.length() > longestSilence)
                .forEach(silence -> gaps.add(new Gap(silence.from() + breath, silence.to() - breath)));
        words.stream()
                .filter(this::isFiller)
                .forEach(word -> gaps.add(new Gap(word.from() / 1_000.0, word.to() / 1_000.0)));
        var cut = gaps.stream()
                .flatMap(gap -> outsideOf(spoken, gap).stream())
                .map(gap -> inFrames(gap, clip, rate))
                .filter(frames -> frames[1] > frames[0])
                .sorted(Comparator.comparingLong(frames -> frames[0]))
                .toList();
        return without(clip, cut, Math.round(SHORTEST_PIECE * rate.asDouble()));
    }

    private boolean isFiller(Word word) {
        return fillers.contains(word.text().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", ""));
    }

    /** The parts of a gap in which nothing is said. */
    private static List<Gap> outsideOf(List<Word> spoken, Gap gap) {
        var parts = new ArrayList<Gap>();
        double from = gap.from();
        for (var word : spoken) {
            double begins = word.from() / 1_000.0;
            double ends = word.to() / 1_000.0;
            if (ends <= from || begins >= gap.to()) {
                continue;
            }
            if (begins > from) {
                parts.add(new Gap(from, begins));
            }
            from = Math.max(from, ends);
        }
        if (gap.to() > from) {
            parts.add(new Gap(from, gap.to()));
        }
        return parts;
    }

    /** Whole frames only. */
    private static long[] inFrames(Gap gap, Frames clip, Rational rate) {
        long from = rate.nearestFrame(Duration.ofNanos((long) (gap.from() * 1e9)));
        long to = rate.nearestFrame(Duration.ofNanos((long) (gap.to() * 1e9)));
        from = rate.secondsOf(from).doubleValue() < gap.from() - 1e-6 ? from + 1 : from;
        to = rate.secondsOf(to).doubleValue() > gap.to() + 1e-6 ? to - 1 : to;
        return new long[] {Math.max(from, clip.from()), Math.min(to, clip.to())};
    }

    private static KeptFrames without(Frames clip, List<long[]> cuts, long shortest) {
        var pieces = new ArrayList<Frames>();
        long at = clip.from();
        for (var cut : cuts) {
            if (cut[1] < clip.to() && clip.to() - cut[1] < shortest) {
                // What would be left behind it is shorter than a piece may be.
                continue;
            }
            if (cut[0] - at >= shortest) {
                pieces.add(new Frames(at, cut[0]));
                at = cut[1];
            } else if (cut[0] <= at) {
                at = Math.max(at, cut[1]);
            }
        }
        if (clip.to() > at) {
            pieces.add(new Frames(at, clip.to()));
        }
        return pieces.isEmpty() ? KeptFrames.all(clip) : new KeptFrames(pieces);
    }
}
