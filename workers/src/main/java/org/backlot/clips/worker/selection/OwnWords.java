package org.backlot.clips.worker.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.worker.transcript.Phrase;

/** Writes title, description and hashtags out of the words that are spoken, so that there are some without any model. */
final class OwnWords {
    private static final int TITLE_WORDS = 10;
    private static final int TITLE_LETTERS = 64;
    private static final int DESCRIPTION_LETTERS = 200;
    private static final int HASHTAGS = 3;
    private static final int SHORTEST_HASHTAG = 4;
    private static final int LONGEST_HASHTAG = 40;
    private static final long MILLIS = 1000;
    private static final long MINUTE = 60;

    /** Say nothing of what something is about. */
    private static final Set<String> STOP_WORDS = Set.of(
            "about",
            "after",
            "again",
            "also",
            "because",
            "been",
            "before",
            "being",
            "could",
            "didn't",
            "does",
            "doing",
            "don't",
            "down",
            "each",
            "even",
            "every",
            "from",
            "going",
            "have",
            "having",
            "here",
            "i'm",
            "into",
            "it's",
            "just",
            "kind",
            "know",
            "like",
            "make",
            "many",
            "mean",
            "more",
            "most",
            "much",
            "only",
            "other",
            "over",
            "people",
            "really",
            "said",
            "same",
            "should",
            "some",
            "something",
            "such",
            "than",
            "that",
            "that's",
            "their",
            "them",
            "then",
            "there",
            "these",
            "they",
            "they're",
            "thing",
            "things",
            "think",
            "this",
            "those",
            "through",
            "time",
            "very",
            "want",
            "well",
            "were",
            "what",
            "when",
            "where",
            "which",
            "while",
            "will",
            "with",
            "would",
            "yeah",
            "you're",
            "your");

    private OwnWords() {}

    static ClipWords of(Stretch stretch) {
        if (stretch.phrases().isEmpty()) {
            return new ClipWords(
                    "From %s to %s".formatted(clock(stretch.startMillis()), clock(stretch.endMillis())), "", List.of());
        }
        return new ClipWords(title(stretch.phrases()), description(stretch.phrases()), hashtags(stretch.phrases()));
    }

    private static String title(List<Phrase> phrases) {
        var title = new StringBuilder();
        int count = 0;
        for (var word : phrases.getFirst().words()) {
            var text = printable(word.text());
            if (count == TITLE_WORDS || title.length() + text.length() + 1 > TITLE_LETTERS) {
                break;
            }
            if (!text.isEmpty()) {
                title.append(count == 0 ? "" : " ").append(text);
                count++;
            }
        }
        if (title.isEmpty()) {
            return "From " + clock(phrases.getFirst().startMillis());
        }
        title.setCharAt(0, Character.toTitleCase(title.charAt(0)));
        return title.toString();
    }

    private static String description(List<Phrase> phrases) {
        var text = phrases.stream()
                .flatMap(phrase -> phrase.words().stream())
                .map(word -> printable(word.text()))
                .filter(word -> !word.isEmpty())
                .limit(DESCRIPTION_LETTERS)
                .collect(Collectors.joining(" "));
        if (text.length() <= DESCRIPTION_LETTERS) {
            return text;
        }
        int cut = text.lastIndexOf(' ', DESCRIPTION_LETTERS);
        return text.substring(0, cut < 0 ? wholeLetters(text) : cut) + "…";
    }

    private static int wholeLetters(String text) {
        return Character.isHighSurrogate(text.charAt(DESCRIPTION_LETTERS - 1))
                ? DESCRIPTION_LETTERS - 1
                : DESCRIPTION_LETTERS;
    }

    private static List<String> hashtags(List<Phrase> phrases) {
        Map<String, Integer> counted = new HashMap<>();
        phrases.stream()
                .flatMap(phrase -> phrase.words().stream())
                .map(word -> HookWords.bare(word.text()))
                .filter(word -> !STOP_WORDS.contains(word))
                .map(word -> word.replace("'", ""))
                .filter(word -> word.length() >= SHORTEST_HASHTAG && word.length() <= LONGEST_HASHTAG)
                .forEach(word -> counted.merge(word, 1, Integer::sum));
        var most = new ArrayList<>(counted.entrySet());
        most.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        return most.stream().limit(HASHTAGS).map(entry -> "#" + entry.getKey()).toList();
    }

    // A recogniser writes letters; whatever else a file of captions brings has no place in a title.
    private static String printable(String word) {
        return word.codePoints()
                .filter(c -> Character.isLetterOrDigit(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK
                        || "'’-.,!?…:;&%$€£+\"”“()".indexOf(c) >= 0)
                .limit(TITLE_LETTERS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String clock(long millis) {
        long seconds = millis / MILLIS;
        return "%d:%02d".formatted(seconds / MINUTE, seconds % MINUTE);
    }
}
