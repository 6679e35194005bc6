// Why this file exists: one line of an edit list is a decision: these frames of that roll go to this place.
package org.backlot.shared.editorial;

import java.util.List;
import java.util.Optional;
import org.backlot.shared.timecode.FrameSpan;

/**
 * A cut: frames of a reel laid at a place of the programme (an event of CMX 3600, edit type C).
 *
 * <p>All text is put on one line without control characters as the event is made; empty comments are left out.
 *
 * @param number the event's number, 1 to 999
 * @param reel the full name of the tape or camera roll, of any length; empty means {@code AX}, a source without a name
 * @param channels the tracks recorded
 * @param source the frames taken from the reel, by the reel's own timecode
 * @param record where they lie in the programme, equally long and equally fast
 * @param clipName the name people know the clip by, such as its slate
 * @param comments remarks, each on its own line of the list
 */
public record EditEvent(
        int number,
        String reel,
        EditChannels channels,
        FrameSpan source,
        FrameSpan record,
        Optional<String> clipName,
        List<String> comments) {

    /** The highest number an event can bear: the column has three digits. */
    public static final int LAST_NUMBER = 999;

    /** @throws IllegalArgumentException when the number is out of range, or source and record differ in length or speed */
    public EditEvent {
        if (number < 1 || number > LAST_NUMBER) {
            throw new IllegalArgumentException("Event number " + number + " is not within 1 to " + LAST_NUMBER);
        }
        if (!source.in().rate().hasSameSpeedAs(record.in().rate())) {
            throw new IllegalArgumentException("Event " + number + " records a source of "
                    + source.in().rate().label() + " frames per second at "
                    + record.in().rate().label());
        }
        if (source.frames() != record.frames()) {
            throw new IllegalArgumentException("Event " + number + " takes " + source.frames()
                    + " frames from its source but records " + record.frames());
        }
        reel = SafeText.onOneLine(reel);
        reel = reel.isEmpty() ? ReelNames.UNNAMED : reel;
        clipName = clipName.map(SafeText::onOneLine).filter(name -> !name.isEmpty());
        comments = comments.stream()
                .map(SafeText::onOneLine)
                .filter(comment -> !comment.isEmpty())
                .toList();
    }
}
