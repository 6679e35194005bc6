// Why this file exists: where a clip lies follows from what lies before it, so that the two can never disagree.
package org.backlot.shared.editorial;

import java.util.ArrayList;
import java.util.List;

/** A track of a timeline; it begins where the timeline begins. */
public sealed interface Track permits PictureTrack, SoundTrack {

    /** What lies on it, in order. */
    List<TrackItem> items();

    /** How many frames it lasts, gaps at its end included. */
    default long frames() {
        return items().stream().mapToLong(TrackItem::frames).sum();
    }

    /** Its clips, each with the place where it lies. */
    default List<PlacedClip> clips() {
        List<PlacedClip> clips = new ArrayList<>();
        long begin = 0;
        for (TrackItem item : items()) {
            if (item instanceof Clip clip) {
                clips.add(new PlacedClip(clip, begin));
            }
            begin += item.frames();
        }
        return List.copyOf(clips);
    }
}
