// Everything a schedule knows about a scene begins with this one line, so its reading is kept apart and exact.

package org.backlot.production.command.screenplay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;

/**
 * Reads the text of a scene heading, by <a href="https://fountain.io/syntax">fountain.io/syntax</a>, Scene Headings.
 *
 * <p>Setting: {@code INT}, {@code EXT}, {@code EST}, {@code INT./EXT}, {@code INT/EXT}, {@code I/E} and their reverse,
 * upper or lower case, then a period, blank or dash. Location and time of day are divided by a dash: hyphen, en dash,
 * em dash, with or without blanks. The time is the last part where {@linkplain TimeOfDay it names one}, together with
 * times and remarks around it: {@code DAY - CONTINUOUS}, {@code NIGHT - FLASHBACK (1944)}. Everything else is location.
 */
public final class SluglineParser {
    private static final int LONGEST_SLUGLINE = 500;
    private static final int LONGEST_TIME = 120;
    private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

    /** No repetition within a repetition, and only ever applied to a line of bounded length. */
    private static final Pattern SETTING = Pattern.compile(
            "(?:(?<both>(?:INT|I)\\.? ?/ ?(?:EXT|E)|(?:EXT|E)\\.? ?/ ?(?:INT|I)|INT\\.? ?- ?EXT|EXT\\.? ?- ?INT)"
                    + "|(?<one>INT|EXT|EST))(?=[. "
                    + DASHES.replace("-", "\\-")
                    + "])",
            Pattern.CASE_INSENSITIVE);

    private SluglineParser() {}

    /**
     * Reads a heading that says by its first word that it is one.
     *
     * @param text one line, with or without a scene number, which is ignored
     * @return what it says, or nothing where it does not begin with a setting or names no place after it
     */
    public static Optional<Slugline> parseSlugline(String text) {
        return mayBegin(text) ? parse(NumberedHeading.of(text).text()) : Optional.empty();
    }

    /** Reads a heading that was forced by a period: one without a setting is all location and time. */
    static Optional<Slugline> parseForced(String text) {
        if (text.length() > LONGEST_SLUGLINE) {
            return Optional.empty();
        }
        String heading = NumberedHeading.of(text).text();
        return parse(heading).or(() -> parsePlaceAndTime(Setting.UNSPECIFIED, heading));
    }

    /** Nearly all lines are no sluglines; the first letter, or a mark of emphasis before it, shows that at no cost. */
    private static boolean mayBegin(String text) {
        String line = text.length() > LONGEST_SLUGLINE ? "" : text.strip();
        return !line.isEmpty() && "IiEe*_\\".indexOf(line.charAt(0)) >= 0;
    }

    private static Optional<Slugline> parse(String heading) {
        Matcher matcher = SETTING.matcher(heading);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        Setting setting = matcher.start("both") >= 0 ? Setting.INTERIOR_EXTERIOR : setting(heading.charAt(1));
        return parsePlaceAndTime(setting, heading.substring(matcher.end()));
    }

    /** INT, EXT and EST differ in their second letter. */
    private static Setting setting(char secondLetter) {
        return switch (secondLetter) {
            case 'N', 'n' -> Setting.INTERIOR;
            case 'X', 'x' -> Setting.EXTERIOR;
            default -> Setting.ESTABLISHING;
        };
    }

    private static Optional<Slugline> parsePlaceAndTime(Setting setting, String text) {
        String rest = withoutOuter(text);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        int time = timeBegins(rest);
        return Optional.of(new Slugline(setting, withoutOuter(rest.substring(0, time)), rest.substring(time)));
    }

    /** Returns where the time begins, or the length of the text where it names none. */
    private static int timeBegins(String text) {
        List<Dash> dashes = dashes(text).stream()
                .filter(dash -> text.length() - dash.end() <= LONGEST_TIME)
                .toList()
                .reversed();
        int begin = timeBehindDividingDash(text, dashes);
        if (begin == text.length()) {
            begin = timeBehindJoiningDash(text, dashes);
        }
        while (begin < text.length() && text.charAt(begin) == ' ') {
            begin++;
        }
        return begin;
    }

    private static int timeBehindDividingDash(String text, List<Dash> lastFirst) {
        int begin = text.length();
        int partEnd = text.length();
        for (Dash dash : lastFirst.stream().filter(Dash::divides).toList()) {
            String part = text.substring(dash.end(), partEnd);
            if (!TimeOfDay.mayBeFollowedBy(part)) {
                break;
            }
            if (TimeOfDay.isNamedBy(part)) {
                begin = dash.end();
            }
            partEnd = dash.begin();
        }
        return begin;
    }

    /** {@code KITCHEN-NIGHT}: as many words joined at the end as make a time. {@code DRIVE-IN} stays a place. */
    private static int timeBehindJoiningDash(String text, List<Dash> lastFirst) {
        int begin = text.length();
        int partEnd = text.length();
        for (Dash dash : lastFirst) {
            if (!TimeOfDay.mayBeFollowedBy(text.substring(dash.end(), partEnd))) {
                break;
            }
            begin = dash.end();
            partEnd = dash.begin();
        }
        return TimeOfDay.isNamedBy(text.substring(begin)) ? begin : text.length();
    }

    /** Finds the runs of dashes outside parentheses. */
    private static List<Dash> dashes(String text) {
        List<Dash> dashes = new ArrayList<>();
        int depth = 0;
        int index = 0;
        while (index < text.length()) {
            char character = text.charAt(index);
            if (DASHES.indexOf(character) < 0) {
                depth = Math.max(0, depth + (character == '(' ? 1 : 0) - (character == ')' ? 1 : 0));
                index++;
                continue;
            }
            int end = index;
            while (end < text.length() && DASHES.indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (depth == 0) {
                dashes.add(new Dash(index, end, divides(text, index, end)));
            }
            index = end;
        }
        return dashes;
    }

    /** A dash between blanks divides; one without joins, at first sight, the two halves of a word. */
    private static boolean divides(String text, int begin, int end) {
        boolean joins = begin > 0 && text.charAt(begin - 1) != ' ' && end < text.length() && text.charAt(end) != ' ';
        return !joins;
    }

    /** Takes away blanks, periods and dashes before the text, blanks and dashes behind it. */
    private static String withoutOuter(String text) {
        int begin = 0;
        while (begin < text.length() && (" .".indexOf(text.charAt(begin)) >= 0 || isDash(text.charAt(begin)))) {
            begin++;
        }
        int end = text.length();
        while (end > begin && (text.charAt(end - 1) == ' ' || isDash(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isDash(char character) {
        return DASHES.indexOf(character) >= 0;
    }

    private record Dash(int begin, int end, boolean divides) {}
}
