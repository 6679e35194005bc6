package org.backlot.clips.worker.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.backlot.clips.worker.transcript.Phrase;
import org.backlot.clips.worker.transcript.Phrases;

/**
 * Finds all parts of a recording that could be clips: they begin and end where a sentence or a pause does, never inside a
 * word. Where nothing is said they begin and end where the picture changes or it is quiet.
 */
final class Stretches {
    /**
     * A breath before the first word, and a little more after the last one. A shorter pause is shared out, so that what ends
     * in it and what begins in it can both be clips.
     */
    private static final long LEAD = 350;

    private static final long TAIL = 450;
    /** A moment is quiet where it is quieter than three quarters of the recording, and than both of its neighbours. */
    private static final double QUIET_PERCENTILE = 25;
    /** Not more ends are tried for each beginning; the shortest is always among them. */
    private static final int ENDS_PER_BEGINNING = 12;
    /** Not more edges are tried in a recording without speech. */
    private static final int MOST_EDGES = 2_000;

    private final Material material;
    private final ClipLimits limits;

    Stretches(Material material, ClipLimits limits) {
        this.material = material;
        this.limits = limits;
    }

    List<Stretch> all() {
        return material.hasSpeech() ? spoken() : silent();
    }

    private List<Stretch> spoken() {
        var phrases = Phrases.of(material.transcript());
        var found = new ArrayList<Stretch>();
        for (int first = 0; first < phrases.size(); first++) {
            var from = startOf(phrases, first);
            var fitting = new ArrayList<Stretch>();
            for (int last = first; last < phrases.size(); last++) {
                long to = endOf(phrases, last);
                if (to - from > limits.longestMillis()) {
                    break;
                }
                if (to > from && limits.allow(to - from)) {
                    fitting.add(new Stretch(from, to, phrases.subList(first, last + 1)));
                }
            }
            found.addAll(preferred(fitting));
        }
        return List.copyOf(found);
    }

    // Whole sentences before others, and the shortest in any case: it leaves most room for further clips.
    private static List<Stretch> preferred(List<Stretch> fitting) {
        if (fitting.size() <= ENDS_PER_BEGINNING) {
            return fitting;
        }
        var chosen = new ArrayList<Stretch>();
        chosen.add(fitting.getFirst());
        fitting.stream()
                .skip(1)
                .filter(stretch -> stretch.phrases().getLast().endsSentence())
                .limit(ENDS_PER_BEGINNING - 1)
                .forEach(chosen::add);
        fitting.stream()
                .filter(stretch -> !chosen.contains(stretch))
                .limit(Math.max(0, ENDS_PER_BEGINNING - chosen.size()))
                .forEach(chosen::add);
        return chosen;
    }

    private long startOf(List<Phrase> phrases, int index) {
        long word = phrases.get(index).startMillis();
        if (index == 0) {
            return Math.max(0, word - LEAD);
        }
        long pause = word - phrases.get(index - 1).endMillis();
        return word - Math.min(LEAD, pause * LEAD / (LEAD + TAIL));
    }

    private long endOf(List<Phrase> phrases, int index) {
        long word = phrases.get(index).endMillis();
        if (index + 1 == phrases.size()) {
            return Math.min(word + TAIL, material.durationMillis());
        }
        long pause = phrases.get(index + 1).startMillis() - word;
        return Math.min(word + Math.min(TAIL, pause * TAIL / (LEAD + TAIL)), material.durationMillis());
    }

    private List<Stretch> silent() {
        var edges = new TreeSet<Long>();
        edges.add(0L);
        edges.add(material.durationMillis());
        edges.addAll(material.sceneCuts());
        edges.addAll(quietMoments());
        // Where nothing is known at all, any moment is as good as another.
        if (edges.size() == 2) {
            for (long at = 0; at < material.durationMillis(); at += limits.shortestMillis()) {
                edges.add(at);
            }
        }
        var moments = thinned(List.copyOf(edges));
        var found = new ArrayList<Stretch>();
        for (int first = 0; first < moments.size(); first++) {
            var fitting = new ArrayList<Stretch>();
            for (int last = first + 1; last < moments.size(); last++) {
                long length = moments.get(last) - moments.get(first);
                if (length > limits.longestMillis()) {
                    break;
                }
                if (limits.allow(length)) {
                    fitting.add(new Stretch(moments.get(first), moments.get(last), List.of()));
                }
            }
            found.addAll(fitting.subList(0, Math.min(ENDS_PER_BEGINNING, fitting.size())));
        }
        return List.copyOf(found);
    }

    private List<Long> quietMoments() {
        var curve = material.energy();
        var levels = curve.levels();
        var ranked = curve.ranked();
        var quiet = new ArrayList<Long>();
        for (int i = 1; i + 1 < levels.length; i++) {
            boolean dip = levels[i] < levels[i - 1] && levels[i] <= levels[i + 1];
            long at = i * curve.hopMillis();
            if (dip
                    && at < material.durationMillis()
                    && EnergyCurve.percentile(ranked, levels[i]) <= QUIET_PERCENTILE) {
                quiet.add(at);
            }
        }
        return quiet;
    }

    private static List<Long> thinned(List<Long> edges) {
        if (edges.size() <= MOST_EDGES) {
            return edges;
        }
        var kept = new Long[MOST_EDGES];
        for (int i = 0; i < MOST_EDGES; i++) {
            kept[i] = edges.get((int) ((long) i * (edges.size() - 1) / (MOST_EDGES - 1)));
        }
        return Arrays.asList(kept);
    }
}
