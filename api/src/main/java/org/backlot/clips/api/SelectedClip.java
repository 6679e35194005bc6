package org.backlot.clips.api;

/**
 * A stretch of the material that was chosen.
 *
 * @param startMillis where it begins, in milliseconds of the material
 * @param endMillis where it ends
 * @param score how much it is worth, 0 to 100
 * @param parts what the score is made of
 */
public record SelectedClip(long startMillis, long endMillis, ClipWords words, int score, ScoreParts parts) {
    public SelectedClip {
        if (startMillis < 0 || endMillis <= startMillis) {
            throw new IllegalArgumentException("a clip ends after it begins");
        }
        if (score < 0 || score > ScoreParts.HIGHEST) {
            throw new IllegalArgumentException("a score is 0 to 100");
        }
    }
}
