package org.backlot.clips.worker.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A caption: some words that are shown together.
 *
 * @param text without mark-up
 */
record Cue(long startMillis, long endMillis, String text) {
    Cue {
        if (startMillis < 0 || endMillis < startMillis) {
            throw new IllegalArgumentException("a caption ends after it begins");
        }
    }

    /** Its words, with times by their share of its letters: longer words take longer. */
    List<Word> words() {
        var texts = Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        long letters = texts.stream().mapToLong(Cue::weight).sum();
        var words = new ArrayList<Word>(texts.size());
        long before = 0;
        for (var word : texts) {
            long after = before + weight(word);
            words.add(new Word(word, at(before, letters), at(after, letters), true));
            before = after;
        }
        return words;
    }

    private long at(long part, long whole) {
        return startMillis + (endMillis - startMillis) * part / whole;
    }

    // The breath after a word counts as a letter, so that no word takes no time.
    private static long weight(String word) {
        return word.length() + 1L;
    }
}
