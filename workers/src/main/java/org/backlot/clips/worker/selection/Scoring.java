package org.backlot.clips.worker.selection;

import java.util.Arrays;
import java.util.List;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.worker.transcript.Word;

/**
 * What a stretch is worth, with its parts (CLP-5). Energy and speech tell where something happens, the picture's rhythm how
 * lively it is, the first words whether somebody stays, the length whether they see the end. What is not known of a
 * recording counts for nothing, and the rest for more.
 */
final class Scoring {
    private static final int ENERGY = 30;
    private static final int HOOK = 25;
    private static final int SPEECH = 15;
    private static final int RHYTHM = 15;
    private static final int LENGTH = 15;

    private static final int HIGHEST = 100;
    /** Clips of this length are watched to their end most. */
    private static final long IDEAL_FROM = 25_000;

    private static final long IDEAL_TO = 50_000;
    /** So far beyond the ideal a length is worth nothing. */
    private static final long TOO_FAR = 60_000;
    /** A cut every five seconds is as lively as it needs to be. */
    private static final double LIVELY_CUTS_PER_MINUTE = 12;

    private static final double MILLIS_PER_MINUTE = 60_000;
    /** The loudest tenth of a stretch is what people remember of it. */
    private static final double LOUDEST_FROM = 0.9;

    private final Material material;
    private final double[] ranked;

    Scoring(Material material) {
        this.material = material;
        this.ranked = material.energy().ranked();
    }

    /** A stretch with its score. */
    record Scored(Stretch stretch, int score, ScoreParts parts) {}

    Scored of(Stretch stretch) {
        var parts = new ScoreParts(
                energy(stretch), speech(stretch), rhythm(stretch), hook(stretch), lengthFit(stretch.length()));
        return new Scored(stretch, sum(parts), parts);
    }

    private int sum(ScoreParts parts) {
        int points = LENGTH * parts.length();
        int weights = LENGTH;
        if (material.energy().isKnown()) {
            points += ENERGY * parts.energy();
            weights += ENERGY;
        }
        if (material.hasSpeech()) {
            points += SPEECH * parts.speech() + HOOK * parts.hook();
            weights += SPEECH + HOOK;
        }
        if (!material.sceneCuts().isEmpty()) {
            points += RHYTHM * parts.rhythm();
            weights += RHYTHM;
        }
        return Math.round((float) points / weights);
    }

    private int energy(Stretch stretch) {
        var levels = material.energy().between(stretch.startMillis(), stretch.endMillis());
        if (levels.length == 0) {
            return 0;
        }
        Arrays.sort(levels);
        double usual = EnergyCurve.percentile(ranked, levels[levels.length / 2]);
        double loudest = EnergyCurve.percentile(ranked, levels[(int) ((levels.length - 1) * LOUDEST_FROM)]);
        return points((usual + loudest) / 2);
    }

    private static int speech(Stretch stretch) {
        long spoken = words(stretch).stream()
                .mapToLong(word -> word.endMillis() - word.startMillis())
                .sum();
        return points((double) HIGHEST * spoken / stretch.length());
    }

    private int rhythm(Stretch stretch) {
        long cuts = material.sceneCuts().stream()
                .filter(cut -> cut > stretch.startMillis() && cut < stretch.endMillis())
                .count();
        return points(HIGHEST * cuts * MILLIS_PER_MINUTE / stretch.length() / LIVELY_CUTS_PER_MINUTE);
    }

    private static int hook(Stretch stretch) {
        return HookWords.score(words(stretch));
    }

    private static int lengthFit(long length) {
        long off = Math.max(0, Math.max(IDEAL_FROM - length, length - IDEAL_TO));
        double allowed = length < IDEAL_FROM ? IDEAL_FROM : TOO_FAR;
        return points(HIGHEST * (1 - off / allowed));
    }

    private static List<Word> words(Stretch stretch) {
        return stretch.phrases().stream()
                .flatMap(phrase -> phrase.words().stream())
                .toList();
    }

    private static int points(double value) {
        return (int) Math.clamp(Math.round(value), 0, HIGHEST);
    }
}
