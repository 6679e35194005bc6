// Why this file exists: words come with milliseconds, cuts with frames; a subtitle file knows milliseconds only.
package org.backlot.shared.captions;

import java.util.List;
import java.util.regex.Pattern;
import org.backlot.shared.editorial.SafeText;
import org.backlot.shared.timecode.FrameRate;

/**
 * A text and when it is shown.
 *
 * <p>It may have several lines. Each is put on one line without control characters as the text is made; empty ones are
 * left out, since to a player an empty line is the end of a subtitle.
 *
 * @param fromMillisecond the first millisecond at which it shows, from 0
 * @param untilMillisecond the first millisecond at which it no longer shows
 * @param lines what is shown, possibly nothing; plain text without markup
 */
public record TimedText(long fromMillisecond, long untilMillisecond, List<String> lines) {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    /** @throws IllegalArgumentException when it begins before 0, or is not shown at all */
    public TimedText {
        if (fromMillisecond < 0 || untilMillisecond <= fromMillisecond) {
            throw new IllegalArgumentException(
                    "A text cannot show from " + fromMillisecond + " ms until " + untilMillisecond + " ms");
        }
        lines = lines.stream()
                .flatMap(LINE_BREAK::splitAsStream)
                .map(SafeText::onOneLine)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** A text by milliseconds. */
    public static TimedText ofMilliseconds(long from, long until, String text) {
        return new TimedText(from, until, List.of(text));
    }

    /**
     * A text by frames: it shows from the first whole millisecond of its first frame, and no longer at the first whole
     * millisecond of the first frame after it. Texts that touch by frames so touch by milliseconds.
     *
     * @param from the first frame, counted from the beginning of the programme
     * @param until the first frame after it
     */
    public static TimedText ofFrames(long from, long until, FrameRate rate, String text) {
        return ofMilliseconds(millisecondOf(from, rate), millisecondOf(until, rate), text);
    }

    private static long millisecondOf(long frame, FrameRate rate) {
        return Math.ceilDiv(rate.durationOf(frame).toNanos(), NANOSECONDS_PER_MILLISECOND);
    }
}
