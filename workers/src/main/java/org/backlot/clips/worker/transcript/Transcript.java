package org.backlot.clips.worker.transcript;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is said in a recording, word by word.
 *
 * @param words in order of time; none begins before the one before it ends
 */
public record Transcript(List<Word> words) {
    public Transcript {
        words = List.copyOf(words);
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).startMillis() < words.get(i - 1).endMillis()) {
                throw new IllegalArgumentException("word %d begins before the one before it ends".formatted(i));
            }
        }
    }

    /** Puts words in order. Where two overlap, as in captions that roll, the earlier one ends where the later one begins. */
    public static Transcript of(List<Word> words) {
        var sorted = words.stream()
                .sorted(Comparator.comparingLong(Word::startMillis).thenComparingLong(Word::endMillis))
                .toList();
        var apart = new ArrayList<Word>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            var word = sorted.get(i);
            apart.add(i + 1 < sorted.size() ? word.until(sorted.get(i + 1).startMillis()) : word);
        }
        return new Transcript(apart);
    }

    /** Whether the times of any word were worked out and not heard. */
    public boolean anyInterpolated() {
        return words.stream().anyMatch(Word::interpolated);
    }

    /** Whether a moment lies within a word. */
    public boolean cutsWord(long millis) {
        return words.stream().anyMatch(word -> word.holds(millis));
    }
}
