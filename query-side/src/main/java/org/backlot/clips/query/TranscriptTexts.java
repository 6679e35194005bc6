// Why this file exists: a transcript is kept word by word, and nobody reads single words.
package org.backlot.clips.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.backlot.shared.captions.TimedText;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The words of a transcript, gathered to what is shown at once: a sentence, or as much of it as can be read. */
final class TranscriptTexts {
    /** Two lines of subtitles. */
    private static final int MOST_CHARACTERS = 80;

    private static final long LONGEST = 6_000;
    private static final long PAUSE = 700;
    private static final String SENTENCE_END = ".*[.!?…。！？؟۔][\"'”’»)\\]]*";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TranscriptTexts() {}

    private record Kept(List<Word> words) {}

    private record Word(String text, long startMillis, long endMillis) {}

    /** @param kept the transcript as it lies in the storage */
    static List<TimedText> of(String kept) {
        var groups = new ArrayList<List<Word>>();
        for (var word : JSON.readValue(kept, Kept.class).words()) {
            if (groups.isEmpty() || !goesOn(groups.getLast(), word)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(word);
        }
        return groups.stream()
                .filter(group -> group.getLast().endMillis() > group.getFirst().startMillis())
                .map(group -> TimedText.ofMilliseconds(
                        group.getFirst().startMillis(),
                        group.getLast().endMillis(),
                        group.stream().map(Word::text).collect(Collectors.joining(" "))))
                .toList();
    }

    private static boolean goesOn(List<Word> group, Word word) {
        var last = group.getLast();
        int characters = word.text().length()
                + group.stream().mapToInt(before -> before.text().length() + 1).sum();
        return characters <= MOST_CHARACTERS
                && word.endMillis() - group.getFirst().startMillis() <= LONGEST
                && word.startMillis() - last.endMillis() < PAUSE
                && !last.text().matches(SENTENCE_END);
    }
}
