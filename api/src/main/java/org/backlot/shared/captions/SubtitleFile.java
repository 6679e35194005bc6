// Why this file exists: both subtitle formats want the same: in order, nothing empty, hours and milliseconds.
package org.backlot.shared.captions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What SubRip and WebVTT have in common. */
final class SubtitleFile {

    private static final Comparator<TimedText> BY_TIME =
            Comparator.comparingLong(TimedText::fromMillisecond).thenComparingLong(TimedText::untilMillisecond);

    private SubtitleFile() {}

    /** The texts that show something, in the order in which they do. */
    static List<TimedText> shown(List<TimedText> texts) {
        return texts.stream()
                .filter(text -> !text.lines().isEmpty())
                .sorted(BY_TIME)
                .toList();
    }

    /** The line that says when, with this character before the milliseconds. */
    static String times(TimedText text, char point) {
        return time(text.fromMillisecond(), point) + " --> " + time(text.untilMillisecond(), point);
    }

    private static String time(long milliseconds, char point) {
        long seconds = milliseconds / 1_000;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                seconds / 3_600,
                seconds / 60 % 60,
                seconds % 60,
                point,
                milliseconds % 1_000);
    }
}
