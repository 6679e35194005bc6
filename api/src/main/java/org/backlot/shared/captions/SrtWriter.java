// Why this file exists: SubRip is what every player takes, and it has no way to escape what it takes for its own.
package org.backlot.shared.captions;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes SubRip subtitles ({@code .srt}): numbered from 1, times to the millisecond, lines ended by carriage return and
 * line feed, to be sent as UTF-8.
 *
 * <p>The format cannot escape, so two things change in the text: an arrow {@code -->} becomes {@code →}, and an angle
 * bracket that would begin a tag, as players read them, becomes {@code ‹}.
 */
public final class SrtWriter {

    private static final String LINE_END = "\r\n";
    private static final Pattern ARROW = Pattern.compile("-{2,}>");
    private static final Pattern BEGIN_OF_TAG = Pattern.compile("<(?=[\\p{L}/!?])");

    private SrtWriter() {}

    /** The text of one file; texts that show nothing are left out. */
    public static String write(List<TimedText> texts) {
        StringBuilder file = new StringBuilder();
        int number = 0;
        for (TimedText text : SubtitleFile.shown(texts)) {
            number++;
            file.append(number).append(LINE_END);
            file.append(SubtitleFile.times(text, ',')).append(LINE_END);
            text.lines().forEach(line -> file.append(harmless(line)).append(LINE_END));
            file.append(LINE_END);
        }
        return file.toString();
    }

    private static String harmless(String line) {
        String withoutArrows = ARROW.matcher(line).replaceAll("→");
        return BEGIN_OF_TAG.matcher(withoutArrows).replaceAll("‹");
    }
}
