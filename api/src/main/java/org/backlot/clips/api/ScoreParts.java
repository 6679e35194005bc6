package org.backlot.clips.api;

/**
 * What makes a clip worth watching, each from 0 to 100 within its material.
 *
 * @param energy how loud it gets against the rest
 * @param speech how much is said
 * @param rhythm how often the picture changes
 * @param hook how its first words catch
 * @param length how near it is to the length that is watched to its end
 */
public record ScoreParts(int energy, int speech, int rhythm, int hook, int length) {
    public static final int HIGHEST = 100;

    public ScoreParts {
        for (int part : new int[] {energy, speech, rhythm, hook, length}) {
            if (part < 0 || part > HIGHEST) {
                throw new IllegalArgumentException("a part of a score is 0 to 100");
            }
        }
    }
}
