package org.backlot.casting.worker.ingestion;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backlot.casting.api.ingestion.PlainWords;

/** The day until which one may apply, as people write it. What can be read in two ways is not read. */
final class DeadlineText {
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4}) ([0-9]{1,2}) ([0-9]{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{4})");
    private static final Pattern NAMED = Pattern.compile("([0-9]{1,2}) (\\p{L}+(?: \\p{L}+)?) ([0-9]{4})");
    private static final int LAST_MONTH = 12;

    /** Names of months, January first; in Arabic as in Riyadh and as in Damascus. */
    private static final List<List<String>> MONTHS = List.of(
            month("january", "jan", "يناير", "كانون الثاني"),
            month("february", "feb", "فبراير", "شباط"),
            month("march", "mar", "مارس", "آذار"),
            month("april", "apr", "أبريل", "إبريل", "نيسان"),
            month("may", "مايو", "أيار"),
            month("june", "jun", "يونيو", "حزيران"),
            month("july", "jul", "يوليو", "تموز"),
            month("august", "aug", "أغسطس", "آب"),
            month("september", "sep", "sept", "سبتمبر", "أيلول"),
            month("october", "oct", "أكتوبر", "تشرين الأول"),
            month("november", "nov", "نوفمبر", "تشرين الثاني"),
            month("december", "dec", "ديسمبر", "كانون الأول"));

    private DeadlineText() {}

    /** The end of the day that a text names, in the zone of those who wrote it; empty where it names none for certain. */
    static Optional<Instant> read(String text, ZoneId zone) {
        var plain = PlainWords.of(text);
        return yearFirst(YEAR_FIRST.matcher(plain))
                .or(() -> dayFirst(DAY_FIRST.matcher(plain)))
                .or(() -> named(NAMED.matcher(plain)))
                .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static Optional<LocalDate> yearFirst(Matcher date) {
        return date.matches() ? day(number(date, 1), number(date, 2), number(date, 3)) : Optional.empty();
    }

    // 3/4 is April here and March elsewhere; 25/4 is one thing everywhere.
    private static Optional<LocalDate> dayFirst(Matcher date) {
        return date.matches() && (number(date, 1) > LAST_MONTH || number(date, 1) == number(date, 2))
                ? day(number(date, 3), number(date, 2), number(date, 1))
                : Optional.empty();
    }

    private static Optional<LocalDate> named(Matcher date) {
        if (!date.matches()) {
            return Optional.empty();
        }
        for (int month = 0; month < MONTHS.size(); month++) {
            if (MONTHS.get(month).contains(date.group(2))) {
                return day(number(date, 3), month + 1, number(date, 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> day(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static int number(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }

    private static List<String> month(String... names) {
        return List.of(names).stream().map(PlainWords::of).toList();
    }
}
