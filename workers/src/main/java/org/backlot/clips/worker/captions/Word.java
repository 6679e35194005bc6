package org.backlot.clips.worker.captions;

/**
 * A word that is said.
 *
 * @param from when it begins, in milliseconds from the beginning of the clip
 * @param to when it ends
 */
public record Word(String text, long from, long to) {
    public Word {
        if (text.isBlank() || from < 0 || to < from) {
            throw new IllegalArgumentException("No word: \"" + text + "\" from " + from + " to " + to);
        }
        text = text.strip();
    }
}
