package org.backlot.clips.worker.selection;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.backlot.clips.worker.transcript.Word;

/** Tells how the first words of a clip catch: questions, numbers, promises; and how they do not: in the middle of a thought. */
final class HookWords {
    private static final int FIRST_WORDS = 15;
    private static final int NEUTRAL = 40;
    private static final int PER_CATCH = 15;
    private static final int QUESTION = 20;
    private static final int NUMBER = 10;
    private static final int DANGLING = 25;
    private static final int HIGHEST = 100;

    private static final Set<String> CATCHING = Set.of(
            "why",
            "how",
            "what",
            "who",
            "never",
            "always",
            "secret",
            "truth",
            "nobody",
            "everyone",
            "everybody",
            "mistake",
            "wrong",
            "best",
            "worst",
            "first",
            "last",
            "only",
            "imagine",
            "believe",
            "crazy",
            "insane",
            "shocking",
            "surprising",
            "stop",
            "listen",
            "watch",
            "learned",
            "changed",
            "problem",
            "reason",
            "story",
            "money",
            "free",
            "love",
            "hate",
            "fear",
            "died",
            "world",
            "nothing",
            "finally");

    private static final Set<String> DANGLES = Set.of(
            "and", "but", "so", "because", "or", "which", "that", "then", "also", "he", "she", "it", "they", "this",
            "these", "those", "there", "well", "um", "uh", "yeah", "okay", "ok");

    private static final Pattern DIGITS = Pattern.compile(".*[0-9].*");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");

    private HookWords() {}

    /** 0 to 100. */
    static int score(List<Word> words) {
        if (words.isEmpty()) {
            return 0;
        }
        var first = words.stream().limit(FIRST_WORDS).toList();
        int points = NEUTRAL;
        points += PER_CATCH
                * (int) first.stream()
                        .map(word -> bare(word.text()))
                        .distinct()
                        .filter(CATCHING::contains)
                        .count();
        if (first.stream().anyMatch(word -> word.text().contains("?"))) {
            points += QUESTION;
        }
        if (first.stream().anyMatch(word -> DIGITS.matcher(word.text()).matches())) {
            points += NUMBER;
        }
        if (DANGLES.contains(bare(first.getFirst().text()))) {
            points -= DANGLING;
        }
        return Math.clamp(points, 0, HIGHEST);
    }

    /** A word without punctuation, in lower case. */
    static String bare(String word) {
        return NO_LETTER.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
