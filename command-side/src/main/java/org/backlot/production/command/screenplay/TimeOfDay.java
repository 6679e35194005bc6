// "SUNSET BOULEVARD" is a place and "SUNSET" is a time: only a list of words can tell, and it stands here alone.

package org.backlot.production.command.screenplay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Knows which part of a slugline names a time. A part does when it has a word for a time and no word that is neither
 * time nor remark: {@code NIGHT 2}, {@code EARLY MORNING (1979)}, {@code TWO WEEKS LATER}, but not
 * {@code NIGHT MANAGER'S OFFICE}. What stands in parentheses may say anything.
 */
final class TimeOfDay {
    private static final Set<String> TIMES = Set.of(
            "DAY",
            "NIGHT",
            "DAWN",
            "DUSK",
            "MORNING",
            "EVENING",
            "AFTERNOON",
            "LATER",
            "EARLIER",
            "CONTINUOUS",
            "SAME",
            "SUNSET",
            "SUNRISE",
            "NOON",
            "MIDDAY",
            "MIDNIGHT",
            "TWILIGHT",
            "DAYBREAK",
            "NIGHTFALL",
            "DAYTIME",
            "NIGHTTIME",
            "AM",
            "PM");

    private static final Set<String> HOURS_OF_LIGHT = Set.of("MAGIC", "GOLDEN", "BLUE");

    private static final Set<String> REMARKS = Set.of(
            "A",
            "AN",
            "THE",
            "THAT",
            "AND",
            "OR",
            "FOR",
            "TO",
            "OF",
            "AT",
            "INTO",
            "BEFORE",
            "AFTER",
            "EARLY",
            "LATE",
            "MID",
            "PRE",
            "POST",
            "NEXT",
            "FOLLOWING",
            "PREVIOUS",
            "FEW",
            "SEVERAL",
            "SOME",
            "MOMENT",
            "MOMENTS",
            "SECOND",
            "SECONDS",
            "MINUTE",
            "MINUTES",
            "HOUR",
            "HOURS",
            "DAYS",
            "WEEK",
            "WEEKS",
            "MONTH",
            "MONTHS",
            "YEAR",
            "YEARS",
            "TIME",
            "ACTION",
            "MAGIC",
            "GOLDEN",
            "BLUE",
            "FLASHBACK",
            "FLASHFORWARD",
            "DREAM",
            "PRESENT",
            "INTERCUT",
            "ESTABLISHING",
            "MOVING",
            "TRAVELING",
            "TRAVELLING",
            "PARKED",
            "RAIN",
            "SNOW",
            "FOG",
            "STORM",
            "ONE",
            "TWO",
            "THREE",
            "FOUR",
            "FIVE",
            "SIX",
            "SEVEN",
            "EIGHT",
            "NINE",
            "TEN",
            "TWELVE",
            "TWENTY");

    private static final Set<String> ORDINAL_ENDINGS = Set.of("", "ST", "ND", "RD", "TH", "AM", "PM");

    private TimeOfDay() {}

    /** Returns whether the part names a time, with or without remarks. */
    static boolean isNamedBy(String part) {
        List<String> words = words(part);
        return words.stream().allMatch(TimeOfDay::isTimeOrRemark) && namesTime(words);
    }

    /** Returns whether the part names a time or may stand behind one: {@code DAY - FLASHBACK (1944)}. */
    static boolean mayBeFollowedBy(String part) {
        List<String> words = words(part);
        return !words.isEmpty() && words.stream().allMatch(TimeOfDay::isTimeOrRemark);
    }

    private static boolean namesTime(List<String> words) {
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            if (TIMES.contains(word) || isClockTime(word)) {
                return true;
            }
            if (word.equals("HOUR") && index > 0 && HOURS_OF_LIGHT.contains(words.get(index - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClockTime(String word) {
        return Character.isDigit(word.charAt(0)) && (word.endsWith("AM") || word.endsWith("PM"));
    }

    private static boolean isTimeOrRemark(String word) {
        return TIMES.contains(word) || REMARKS.contains(word) || isNumber(word);
    }

    private static boolean isNumber(String word) {
        int digits = 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        return digits > 0 && ORDINAL_ENDINGS.contains(word.substring(digits));
    }

    /** The words outside parentheses in upper case; periods and apostrophes belong to a word: {@code A.M.} */
    private static List<String> words(String part) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String outside = Parentheses.removedFrom(part).toUpperCase(Locale.ROOT) + ' ';
        for (int index = 0; index < outside.length(); index++) {
            char character = outside.charAt(index);
            if (Character.isLetterOrDigit(character)) {
                word.append(character);
            } else if (!isWithinWord(character) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    private static boolean isWithinWord(char character) {
        return character == '.' || character == '\'' || character == '\u2019';
    }
}
