package org.backlot.clips.worker.analysis;

import java.util.List;

/**
 * What is to be heard.
 *
 * @param momentary loudness of the 0.4 s up to each tenth of a second (EBU R128 momentary), in LUFS; -120.7 is silence
 * @param integrated loudness of the whole, in LUFS
 * @param silences in order
 * @param loudMoments in order
 */
public record Sound(List<Double> momentary, double integrated, List<Silence> silences, List<LoudMoment> loudMoments) {
    /** Seconds between two values of the curve. */
    public static final double STEP = 0.1;

    public Sound {
        momentary = List.copyOf(momentary);
        silences = List.copyOf(silences);
        loudMoments = List.copyOf(loudMoments);
    }

    /** From, to: seconds. */
    public record Silence(double from, double to) {
        public double length() {
            return to - from;
        }
    }

    /**
     * Something louder than the rest: laughter, applause, a shout.
     *
     * @param from where it begins, in seconds
     * @param to where it ends
     * @param peak its loudest momentary value, in LUFS
     */
    public record LoudMoment(double from, double to, double peak) {}
}
