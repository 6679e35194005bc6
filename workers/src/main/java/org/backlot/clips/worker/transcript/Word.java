package org.backlot.clips.worker.transcript;

/**
 * A spoken word.
 *
 * @param text as it is written, with its punctuation
 * @param startMillis when it begins, in milliseconds of the material
 * @param endMillis when it ends
 * @param interpolated whether the times were worked out from those of a caption, by length, instead of heard
 */
public record Word(String text, long startMillis, long endMillis, boolean interpolated) {
    public Word {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a word has letters");
        }
        if (startMillis < 0 || endMillis < startMillis) {
            throw new IllegalArgumentException("a word ends after it begins");
        }
    }

    /** Whether a moment lies within it: cutting there cuts the word. */
    public boolean holds(long millis) {
        return startMillis < millis && millis < endMillis;
    }

    Word until(long millis) {
        return new Word(text, startMillis, Math.min(endMillis, millis), interpolated);
    }
}
