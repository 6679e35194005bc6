// Why this file exists: the first assembly an editor opens is the circle takes, one after the other, in story order.
package org.backlot.wrap.query.edl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

/**
 * Lays circle takes one after the other into edit decision lists (CMX 3600).
 *
 * <p>Takes go by the place of their scene, then by slate, then by camera roll and timecode. The programme begins at
 * 01:00:00:00 (01:00:00;00 in drop frame) and has no gaps. After 999 events a further list takes over where the one
 * before ended. A take that would run past midnight begins a further list at 01:00:00:00 again, as a timeline cannot
 * hold more.
 */
public final class EdlFromCircleTakes {

    private static final int HOURS_PER_DAY = 24;
    private static final Comparator<CircleTake> STORY_ORDER = Comparator.comparingInt(CircleTake::sceneOrder)
            .thenComparing(CircleTake::slate, new SlateOrder())
            .thenComparing(CircleTake::reel)
            .thenComparingLong(take -> take.sourceIn().frame());

    private EdlFromCircleTakes() {}

    /**
     * The lists that hold all takes.
     *
     * @param title the programme's name; when there are several lists, each says which one of them it is
     * @param rate the programme's rate; cameras may have labelled their frames otherwise, not run at another speed
     * @param takes in any order
     * @return at least one list, without events when there are no takes
     * @throws IllegalArgumentException when a take was shot at another speed or lasts longer than 23 hours
     */
    public static List<EditDecisionList> assemble(String title, FrameRate rate, Collection<CircleTake> takes) {
        List<List<EditEvent>> parts = layOut(takes.stream().sorted(STORY_ORDER).toList(), rate);
        List<EditDecisionList> lists = new ArrayList<>();
        for (List<EditEvent> events : parts) {
            lists.add(new EditDecisionList(titleOfPart(title, lists.size() + 1, parts.size()), rate, events));
        }
        return List.copyOf(lists);
    }

    private static List<List<EditEvent>> layOut(List<CircleTake> takes, FrameRate rate) {
        Timecode start = new Timecode(rate.framesPerDay() / HOURS_PER_DAY, rate);
        List<List<EditEvent>> parts = new ArrayList<>();
        List<EditEvent> events = new ArrayList<>();
        parts.add(events);
        Timecode next = start;
        for (CircleTake take : takes) {
            boolean passesMidnight = !endsBeforeMidnight(take, next);
            if (passesMidnight || events.size() == EditDecisionList.MOST_EVENTS) {
                events = new ArrayList<>();
                parts.add(events);
                next = passesMidnight ? start : next;
            }
            EditEvent event = eventOf(take, events.size() + 1, next);
            events.add(event);
            next = event.record().out();
        }
        return parts;
    }

    private static boolean endsBeforeMidnight(CircleTake take, Timecode recordIn) {
        return recordIn.frame() + take.frames() < recordIn.rate().framesPerDay();
    }

    private static EditEvent eventOf(CircleTake take, int number, Timecode recordIn) {
        FrameRate shotAt = take.sourceIn().rate();
        if (!shotAt.hasSameSpeedAs(recordIn.rate())) {
            throw new IllegalArgumentException("Slate " + take.slate() + " was shot at " + shotAt.label()
                    + " frames per second, the programme runs at "
                    + recordIn.rate().label());
        }
        if (!endsBeforeMidnight(take, recordIn)) {
            throw new IllegalArgumentException("Slate " + take.slate() + " lasts longer than a timeline can hold");
        }
        return new EditEvent(
                number,
                take.reel(),
                EditChannels.VIDEO,
                take.source(),
                new FrameSpan(recordIn, take.frames()),
                Optional.of(take.slate()),
                List.of());
    }

    private static String titleOfPart(String title, int part, int parts) {
        if (parts == 1) {
            return title;
        }
        String ending = " " + part + " of " + parts;
        return SafeText.shortened(SafeText.onOneLine(title), EditDecisionList.LONGEST_TITLE - ending.length()) + ending;
    }
}
