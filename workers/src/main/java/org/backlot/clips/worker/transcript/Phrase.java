package org.backlot.clips.worker.transcript;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Words between two places where speech may be cut.
 *
 * @param words at least one
 * @param endsSentence whether a sentence ends here, and not only a pause begins
 */
public record Phrase(List<Word> words, boolean endsSentence) {
    public Phrase {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a phrase has words");
        }
        words = List.copyOf(words);
    }

    public long startMillis() {
        return words.getFirst().startMillis();
    }

    public long endMillis() {
        return words.getLast().endMillis();
    }

    public String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
