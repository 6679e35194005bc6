// Why this file exists: five formats tell the same edit, each in its own arithmetic; this is the edit they must all
// tell.
package org.backlot.shared.editorial;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

/**
 * An edit: clips of recordings, laid on tracks from a first timecode on. Cuts only, at the speed of the recordings.
 *
 * <p>All times are frames. A recording may be labelled otherwise than the timeline (drop frame or not), but not run at
 * another speed. Where a clip lies is told by what lies before it on its track.
 *
 * @param name on one line without control characters; an empty one becomes {@code UNTITLED}
 * @param start the timecode of the first frame, and the rate of all
 * @param raster the size of the programme's picture
 * @param pictures the picture tracks, the lowest first; an upper one covers those below
 * @param sounds the sound tracks
 */
public record Timeline(
        String name, Timecode start, Raster raster, List<PictureTrack> pictures, List<SoundTrack> sounds) {

    private static final String NO_NAME = "UNTITLED";

    /** @throws IllegalArgumentException when it lasts a day, or a recording runs at another speed */
    public Timeline {
        name = SafeText.onOneLine(name);
        name = name.isEmpty() ? NO_NAME : name;
        pictures = List.copyOf(pictures);
        sounds = List.copyOf(sounds);
        FrameRate rate = start.rate();
        Stream.<Track>concat(pictures.stream(), sounds.stream()).forEach(track -> {
            if (track.frames() >= rate.framesPerDay()) {
                throw new IllegalArgumentException("A timeline lasts less than a day");
            }
            for (PlacedClip placed : track.clips()) {
                FrameRate recordedAt = placed.clip().media().available().in().rate();
                if (!recordedAt.hasSameSpeedAs(rate)) {
                    throw new IllegalArgumentException("\"" + placed.clip().name() + "\" was recorded at "
                            + recordedAt.label() + " frames per second, the timeline runs at " + rate.label());
                }
            }
        });
    }

    /** Frames per second, and how they are labelled. */
    public FrameRate rate() {
        return start.rate();
    }

    /** How many frames it lasts: as long as its longest track. */
    public long frames() {
        return tracks().mapToLong(Track::frames).max().orElse(0);
    }

    /** Where a clip lies, by the timeline's timecode. */
    public FrameSpan record(PlacedClip placed) {
        return new FrameSpan(start.plus(placed.begin()), placed.clip().frames());
    }

    /** All tracks, pictures first. */
    Stream<Track> tracks() {
        return Stream.concat(pictures.stream(), sounds.stream());
    }

    /** The recordings it is cut from, in the order in which they first occur. */
    SequencedSet<Media> media() {
        return tracks().flatMap(track -> track.clips().stream())
                .map(placed -> placed.clip().media())
                .collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll);
    }
}
