package org.backlot.clips.worker.loudness;

/**
 * How loud a clip should be.
 *
 * @param integrated in LUFS
 * @param tolerance how far it may be off, in LU
 * @param mostTruePeak in dBTP, in the finished file
 * @param aimedTruePeak before it is coded: AAC adds peaks between samples
 */
public record LoudnessTarget(double integrated, double tolerance, double mostTruePeak, double aimedTruePeak) {
    public LoudnessTarget {
        if (aimedTruePeak > mostTruePeak || mostTruePeak > 0 || tolerance <= 0) {
            throw new IllegalArgumentException("Cannot be reached: " + aimedTruePeak + ", " + mostTruePeak);
        }
    }

    /** What the platforms play at: -14 LUFS, at most -1 dBTP. Within 1 LU would do; half of it is aimed at. */
    public static LoudnessTarget platforms() {
        return new LoudnessTarget(-14, 0.5, -1, -2);
    }

    boolean isMetBy(Loudness measured) {
        return Math.abs(measured.integrated() - integrated) <= tolerance && measured.truePeak() <= mostTruePeak;
    }

    /** How far from it, in dB; a peak that is too high counts double. */
    double missedBy(Loudness measured) {
        return Math.abs(measured.integrated() - integrated) + 2 * Math.max(0, measured.truePeak() - mostTruePeak);
    }
}
