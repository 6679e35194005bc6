// A scene number is what a whole crew calls a scene by: each scene gets one, and no two get the same.

package org.backlot.production.command.screenplay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Completes the scene numbers of a script. Given numbers stay as printed.
 *
 * <ul>
 *   <li>A scene without a number gets the next whole number after the scene before it, counted from 1.
 *   <li>Where that is given elsewhere in the script, it gets the number before it and a letter, as scenes added on set
 *       do: between 12 and 13 stand 12A and 12B. Before the first given number the letter stands in front: A1, B1.
 *   <li>A number given twice stays with its first scene; the others get a letter: 7, 7A. A file is not refused for it,
 *       since a copied heading is the writer's commonest slip.
 * </ul>
 *
 * <p>Numbers are the same when they differ only in case or in periods at the end. The letters I and O are left out, as
 * they read like 1 and 0.
 */
final class SceneNumbers {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LONGEST_WHOLE_NUMBER = 9;
    private static final long NOT_COUNTED = -1;

    /** Tells the letters in front of a number from those behind it; no number contains it. */
    private static final String IN_FRONT = "#";

    private final List<String> given;
    private final Set<String> reserved = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> lettersUsed = new HashMap<>();
    private String stem = "";
    private long lastWholeNumber;

    private SceneNumbers(List<String> given) {
        this.given = given;
        given.stream()
                .filter(number -> !number.isEmpty())
                .map(SceneNumbers::key)
                .forEach(reserved::add);
    }

    /**
     * Returns a number for every scene.
     *
     * @param given the numbers in the order of the scenes, empty where none is given
     */
    static List<String> complete(List<String> given) {
        return new SceneNumbers(given).complete();
    }

    private List<String> complete() {
        List<String> numbers = new ArrayList<>(given.size());
        for (String number : given) {
            numbers.add(number.isEmpty() ? next() : take(number));
        }
        return numbers;
    }

    private String take(String number) {
        if (used.add(key(number))) {
            continueFrom(number);
            return number;
        }
        return lettered(withoutPeriods(number), false);
    }

    private String next() {
        if (lastWholeNumber != NOT_COUNTED) {
            String following = Long.toString(lastWholeNumber + 1);
            if (isFree(following)) {
                used.add(following);
                continueFrom(following);
                return following;
            }
        }
        return stem.isEmpty() ? lettered(firstGiven(), true) : lettered(stem, false);
    }

    private void continueFrom(String number) {
        stem = withoutPeriods(number);
        int digits = 0;
        while (digits < stem.length() && stem.charAt(digits) >= '0' && stem.charAt(digits) <= '9') {
            digits++;
        }
        boolean isCounted = digits > 0 && digits <= LONGEST_WHOLE_NUMBER;
        lastWholeNumber = isCounted ? Long.parseLong(stem.substring(0, digits)) : NOT_COUNTED;
    }

    /** Letters of one stem are never tried twice, so that any script takes linear time. */
    private String lettered(String base, boolean inFront) {
        while (true) {
            int count = lettersUsed.merge(inFront ? IN_FRONT + key(base) : key(base), 1, Integer::sum);
            String number = inFront ? letters(count) + base : base + letters(count);
            if (isFree(number)) {
                used.add(key(number));
                return number;
            }
        }
    }

    private String firstGiven() {
        return given.stream()
                .filter(number -> !number.isEmpty())
                .map(SceneNumbers::withoutPeriods)
                .findFirst()
                .orElse("");
    }

    private boolean isFree(String number) {
        String key = key(number);
        return !reserved.contains(key) && !used.contains(key);
    }

    /** 1 is A, 24 is Z, 25 is AA. */
    private static String letters(int count) {
        StringBuilder letters = new StringBuilder();
        int rest = count;
        while (rest > 0) {
            letters.append(LETTERS.charAt((rest - 1) % LETTERS.length()));
            rest = (rest - 1) / LETTERS.length();
        }
        return letters.reverse().toString();
    }

    private static String key(String number) {
        return withoutPeriods(number).toUpperCase(Locale.ROOT);
    }

    private static String withoutPeriods(String number) {
        int end = number.length();
        while (end > 0 && number.charAt(end - 1) == '.') {
            end--;
        }
        return number.substring(0, end);
    }
}
