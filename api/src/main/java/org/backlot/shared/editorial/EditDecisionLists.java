// Why this file exists: CMX 3600 knows one picture track, four sound tracks and 999 events; an edit may be more.
package org.backlot.shared.editorial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns timelines into edit decision lists (CMX 3600). */
public final class EditDecisionLists {

    private static final int MOST_SOUND_TRACKS = 4;

    private EditDecisionLists() {}

    /**
     * The lists that tell one programme.
     *
     * <p>Each picture track of each timeline is a list of its own, and after {@value EditDecisionList#MOST_EVENTS} events
     * a further list goes on. Sound goes with the lowest picture track: in the event of the picture where it plays the
     * same frames at the same place, else in an event of its own.
     *
     * @param title the programme's name; when there are several lists, each says which one of them it is
     * @param timelines the parts of the programme
     * @return at least one list for each timeline, without events where it is empty
     * @throws IllegalArgumentException when a timeline has more than four sound tracks
     */
    public static List<EditDecisionList> of(String title, List<Timeline> timelines) {
        List<EditDecisionList> untitled = timelines.stream()
                .flatMap(timeline -> listsOf(timeline).stream())
                .toList();
        List<EditDecisionList> lists = new ArrayList<>();
        for (EditDecisionList list : untitled) {
            String titleOfPart = titleOfPart(title, lists.size() + 1, untitled.size());
            lists.add(new EditDecisionList(titleOfPart, list.rate(), list.events()));
        }
        return List.copyOf(lists);
    }

    /** A clip and the tracks on which it is recorded. */
    private record Cut(PlacedClip placed, EditChannels channels) {}

    private static List<EditDecisionList> listsOf(Timeline timeline) {
        if (timeline.sounds().size() > MOST_SOUND_TRACKS) {
            throw new IllegalArgumentException("An edit list has at most " + MOST_SOUND_TRACKS + " sound tracks, not "
                    + timeline.sounds().size());
        }
        List<EditDecisionList> lists = new ArrayList<>();
        lists.addAll(listsOf(timeline, withAllSound(timeline)));
        timeline.pictures().stream()
                .skip(1)
                .map(upper -> upper.clips().stream()
                        .map(placed -> new Cut(placed, EditChannels.VIDEO))
                        .toList())
                .forEach(cuts -> lists.addAll(listsOf(timeline, cuts)));
        return lists;
    }

    private static List<EditDecisionList> listsOf(Timeline timeline, List<Cut> cuts) {
        List<EditDecisionList> lists = new ArrayList<>();
        int first = 0;
        do {
            int last = Math.min(cuts.size(), first + EditDecisionList.MOST_EVENTS);
            List<EditEvent> events = new ArrayList<>();
            for (Cut cut : cuts.subList(first, last)) {
                events.add(eventOf(timeline, cut, events.size() + 1));
            }
            lists.add(new EditDecisionList(timeline.name(), timeline.rate(), events));
            first = last;
        } while (first < cuts.size());
        return lists;
    }

    /** The cuts of the lowest picture track and of all sound, in the order in which they begin. */
    private static List<Cut> withAllSound(Timeline timeline) {
        Map<PlacedClip, Set<Integer>> sounds = new LinkedHashMap<>();
        for (int index = 0; index < timeline.sounds().size(); index++) {
            for (PlacedClip placed : timeline.sounds().get(index).clips()) {
                sounds.computeIfAbsent(placed, _ -> new TreeSet<>()).add(index + 1);
            }
        }
        List<Cut> cuts = new ArrayList<>();
        timeline.pictures().stream()
                .limit(1)
                .flatMap(lowest -> lowest.clips().stream())
                .forEach(placed -> {
                    Set<Integer> tracks = sounds.remove(placed);
                    cuts.add(new Cut(placed, new EditChannels(true, tracks == null ? Set.of() : tracks)));
                });
        sounds.forEach((placed, tracks) -> cuts.add(new Cut(placed, new EditChannels(false, tracks))));
        cuts.sort(Comparator.comparingLong(cut -> cut.placed().begin()));
        return cuts;
    }

    private static EditEvent eventOf(Timeline timeline, Cut cut, int number) {
        Clip clip = cut.placed().clip();
        return new EditEvent(
                number,
                clip.media().reel(),
                cut.channels(),
                clip.source(),
                timeline.record(cut.placed()),
                Optional.of(clip.name()),
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
