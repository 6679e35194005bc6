package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.backlot.casting.api.CastingLine;

/**
 * By what a post is taken for one about casting: it holds one of them, whatever the case, the marks and the kind of alef.
 *
 * @param words words or phrases, at most 100; none lets everything through
 */
public record Keywords(@JsonValue List<CastingLine> words) {
    private static final int MOST = 100;

    /** What Arabic writes in one with the word that follows: the article, and, in, to, as. */
    private static final Set<String> PREFIXES =
            Set.of("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "و", "ب", "ف", "ك", "ل");

    /** Where a source names none of its own. */
    public static final Keywords STANDARD = new Keywords(Stream.of(
                    "casting",
                    "audition",
                    "auditions",
                    "actor",
                    "actors",
                    "actress",
                    "actresses",
                    "extras",
                    "open call",
                    "self tape",
                    "voice over",
                    "كاستينج",
                    "كاستنج",
                    "كاستينق",
                    "كاستنق",
                    "تجارب أداء",
                    "تجربة أداء",
                    "اختبار أداء",
                    "ممثل",
                    "ممثلة",
                    "ممثلين",
                    "ممثلون",
                    "ممثلات",
                    "كومبارس",
                    "تمثيل")
            .map(CastingLine::new)
            .toList());

    @JsonCreator
    public Keywords {
        if (words.size() > MOST) {
            throw new IllegalArgumentException("must be at most %d keywords".formatted(MOST));
        }
        words = words.stream().distinct().toList();
        if (words.stream().anyMatch(word -> PlainWords.of(word.value()).isEmpty())) {
            throw new IllegalArgumentException("a keyword holds a letter or a digit");
        }
    }

    /** Whether the text holds one of them, or there are none. */
    public boolean match(String text) {
        var said = List.of(PlainWords.of(text).split(" ", -1));
        return words.isEmpty()
                || words.stream()
                        .map(word -> List.of(PlainWords.of(word.value()).split(" ", -1)))
                        .anyMatch(phrase -> holds(said, phrase));
    }

    private static boolean holds(List<String> said, List<String> phrase) {
        for (int from = 0; from + phrase.size() <= said.size(); from++) {
            if (holdsAt(said, from, phrase)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsAt(List<String> said, int from, List<String> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            if (!same(said.get(from + i), phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(String said, String word) {
        return said.equals(word)
                || (said.endsWith(word)
                        && Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.ARABIC
                        && PREFIXES.contains(said.substring(0, said.length() - word.length())));
    }
}
