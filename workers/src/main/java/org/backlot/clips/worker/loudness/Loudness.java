package org.backlot.clips.worker.loudness;

/**
 * How loud a sound is (EBU R128, ITU-R BS.1770).
 *
 * @param integrated in LUFS; -70 or less is silence
 * @param truePeak in dBTP, between samples too
 */
public record Loudness(double integrated, double truePeak) {
    static final double SILENCE = -69;

    boolean isSilence() {
        return integrated <= SILENCE;
    }
}
