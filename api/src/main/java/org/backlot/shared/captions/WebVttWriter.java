// Why this file exists: browsers show subtitles from WebVTT only.
package org.backlot.shared.captions;

import java.util.List;

/**
 * Writes WebVTT subtitles (W3C, {@code text/vtt}): times to the millisecond, lines ended by a line feed, UTF-8.
 *
 * <p>The text is escaped ({@code &amp;}, {@code &lt;}, {@code &gt;}), so nothing in it is markup, and the arrow of a time
 * line cannot occur.
 */
public final class WebVttWriter {

    private static final String HEAD = "WEBVTT\n";

    private WebVttWriter() {}

    /** The text of one file; texts that show nothing are left out. */
    public static String write(List<TimedText> texts) {
        StringBuilder file = new StringBuilder(HEAD);
        for (TimedText text : SubtitleFile.shown(texts)) {
            file.append('\n').append(SubtitleFile.times(text, '.')).append('\n');
            text.lines().forEach(line -> file.append(escaped(line)).append('\n'));
        }
        return file.toString();
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
