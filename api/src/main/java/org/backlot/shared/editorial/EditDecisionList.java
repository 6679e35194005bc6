// Why this file exists: what a list promises as a whole (one rate, few enough events) is held in one place.
package org.backlot.shared.editorial;

import java.util.List;
import java.util.Objects;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;

/**
 * An edit decision list: which frames of which reels make up a programme, in the order of the list (CMX 3600).
 *
 * <p>The format knows no more than {@value #MOST_EVENTS} events; a longer programme is several lists.
 *
 * @param title the list's name on one line; what exceeds {@value #LONGEST_TITLE} characters is cut off, an empty one
 *     becomes {@code UNTITLED}
 * @param rate the programme's rate; a reel may be labelled otherwise (drop frame or not) but not run at another speed
 * @param events the cuts
 */
public record EditDecisionList(String title, FrameRate rate, List<EditEvent> events) {

    /** The most characters a title may have: many systems read no further. */
    public static final int LONGEST_TITLE = 60;

    /** The most events a list may have: their numbers have three digits. */
    public static final int MOST_EVENTS = 999;

    private static final String NO_TITLE = "UNTITLED";

    /** @throws IllegalArgumentException when there are too many events, or one is recorded at another rate */
    public EditDecisionList {
        Objects.requireNonNull(rate, "rate");
        title = SafeText.shortened(SafeText.onOneLine(title), LONGEST_TITLE);
        title = title.isEmpty() ? NO_TITLE : title;
        events = List.copyOf(events);
        if (events.size() > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "A list holds at most " + MOST_EVENTS + " events, not " + events.size() + ": make several lists");
        }
        for (EditEvent event : events) {
            if (event.record().in().rate() != rate) {
                throw new IllegalArgumentException("Event " + event.number() + " is recorded at "
                        + event.record().in().rate().label() + " in a list of " + rate.label());
            }
        }
    }

    /** Frames recorded by all events together. */
    public long frames() {
        return events.stream()
                .map(EditEvent::record)
                .mapToLong(FrameSpan::frames)
                .sum();
    }

    /** Whether every event begins where the one before it ends: no gap, no overlap. */
    public boolean isContiguous() {
        for (int next = 1; next < events.size(); next++) {
            FrameSpan before = events.get(next - 1).record();
            if (!before.out().equals(events.get(next).record().in())) {
                return false;
            }
        }
        return true;
    }
}
