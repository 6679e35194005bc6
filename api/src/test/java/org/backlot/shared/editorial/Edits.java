// Why this file exists: tests of edit lists should read like edit lists, not like constructor calls.
package org.backlot.shared.editorial;

import java.util.List;
import java.util.Optional;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

/** Words in which the tests of this package say what is cut. */
final class Edits {

    private Edits() {}

    static FrameSpan span(String in, String out, FrameRate rate) {
        return FrameSpan.between(Timecode.parse(in, rate), Timecode.parse(out, rate));
    }

    static EditEvent cut(int number, String reel, FrameSpan source, FrameSpan record) {
        return new EditEvent(number, reel, EditChannels.VIDEO, source, record, Optional.empty(), List.of());
    }

    static EditEvent cut(int number, String reel, FrameSpan source, FrameSpan record, String clip, String... comments) {
        return new EditEvent(number, reel, EditChannels.VIDEO, source, record, Optional.of(clip), List.of(comments));
    }

    /** Lines as they stand in a file, with the line ends of the format. */
    static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}
