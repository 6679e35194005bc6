// Why this file exists: cutting rooms still exchange CMX 3600 lists, and a list off by one column is refused there.
package org.backlot.shared.editorial;

import java.util.List;
import java.util.Locale;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;

/**
 * Writes edit decision lists as CMX 3600 text (SMPTE 258M), which {@link CmxReader} reads back unchanged.
 *
 * <p>Lines end with carriage return and line feed, as the format asks; systems that expect a line feed alone take them
 * as well. Event lines are plain ASCII; titles, clip names and comments may hold letters of any script, so the text is
 * to be sent as UTF-8.
 *
 * <p>The line {@code FCM:} (frame code mode) under the title tells how the programme is labelled. It is repeated before
 * an event whose source is labelled otherwise than the line before it said. Drop-frame labels bear {@code ;} as well.
 *
 * <p>A reel name that does not fit the column stands there shortened, its full form in a {@code * REEL NAME:} comment.
 */
public final class CmxWriter {

    /** Carriage return and line feed. */
    private static final String LINE_END = "\r\n";

    private CmxWriter() {}

    /** The text of one list. */
    public static String write(EditDecisionList list) {
        return writeAll(List.of(list)).getFirst();
    }

    /** The texts of the lists of one programme, in their order; a reel bears the same short name in all of them. */
    public static List<String> writeAll(List<EditDecisionList> lists) {
        ReelNames reelNames = new ReelNames(lists.stream()
                .flatMap(list -> list.events().stream())
                .map(EditEvent::reel)
                .toList());
        return lists.stream().map(list -> textOf(list, reelNames)).toList();
    }

    private static String textOf(EditDecisionList list, ReelNames reelNames) {
        StringBuilder text = new StringBuilder();
        appendLine(text, "TITLE: " + list.title());
        appendLine(text, frameCodeMode(list.rate()));
        FrameRate announced = list.rate();
        for (EditEvent event : list.events()) {
            FrameRate sourceRate = event.source().in().rate();
            if (sourceRate != announced) {
                appendLine(text, frameCodeMode(sourceRate));
                announced = sourceRate;
            }
            appendEvent(text, event, reelNames.columnOf(event.reel()));
        }
        return text.toString();
    }

    private static void appendEvent(StringBuilder text, EditEvent event, String reelColumn) {
        appendLine(
                text,
                String.format(
                        Locale.ROOT,
                        "%03d  %-8s %-5s C        %s %s",
                        event.number(),
                        reelColumn,
                        event.channels().column(),
                        inAndOut(event.source()),
                        inAndOut(event.record())));
        List<Integer> moreTracks = event.channels().tracksBesideColumn();
        if (!moreTracks.isEmpty()) {
            StringBuilder audio = new StringBuilder("AUD");
            moreTracks.forEach(track -> audio.append("  ").append(track));
            appendLine(text, audio.toString());
        }
        event.clipName().ifPresent(name -> appendLine(text, "* FROM CLIP NAME: " + name));
        if (!event.reel().equals(reelColumn)) {
            appendLine(text, "* REEL NAME: " + event.reel());
        }
        event.comments().forEach(comment -> appendLine(text, "* COMMENT: " + comment));
    }

    private static String inAndOut(FrameSpan span) {
        return span.in().label() + " " + span.out().label();
    }

    private static String frameCodeMode(FrameRate rate) {
        return rate.isDropFrame() ? "FCM: DROP FRAME" : "FCM: NON-DROP FRAME";
    }

    private static void appendLine(StringBuilder text, String line) {
        text.append(line).append(LINE_END);
    }
}
