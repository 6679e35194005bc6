// Why this file exists: five formats can be compared only in words that none of them owns.
package org.backlot.shared.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.shared.timecode.FrameRate;

/**
 * What a file tells of an edit, all in frames.
 *
 * @param start the first frame of the timeline, counted from 00:00:00:00
 * @param frames how long it is
 */
record Told(String name, FrameRate rate, long start, long frames, List<List<Cut>> pictures, List<List<Cut>> sounds) {

    /**
     * A clip.
     *
     * @param begin where it lies, from the beginning of the timeline
     * @param channel the channel it plays; 0 for a picture
     * @param sourceFrame its first frame by the recording's running timecode, counted from 00:00:00:00
     */
    record Cut(String name, long begin, long frames, int channel, long sourceFrame, Recording recording) {}

    /** What a file tells of a recording: its running first frame, its length, how it is labelled, where it lies. */
    record Recording(
            String name, String reel, FrameRate rate, long firstFrame, long frames, Optional<String> location) {}

    /** What should be told of this timeline. */
    static Told of(Timeline timeline) {
        List<List<Cut>> sounds = new ArrayList<>();
        timeline.sounds().forEach(track -> sounds.add(cuts(track, track.channel())));
        return new Told(
                timeline.name(),
                timeline.rate(),
                timeline.start().frame(),
                timeline.frames(),
                timeline.pictures().stream().map(track -> cuts(track, 0)).toList(),
                sounds);
    }

    /** The same without tracks on which nothing lies: FCPXML does not tell them. */
    Told withoutEmptyTracks() {
        return new Told(
                name,
                rate,
                start,
                frames,
                pictures.stream().filter(track -> !track.isEmpty()).toList(),
                sounds.stream().filter(track -> !track.isEmpty()).toList());
    }

    private static List<Cut> cuts(Track track, int channel) {
        return track.clips().stream()
                .map(placed -> {
                    Media media = placed.clip().media();
                    long firstFrame = media.available().in().frame();
                    return new Cut(
                            placed.clip().name(),
                            placed.begin(),
                            placed.clip().frames(),
                            channel,
                            firstFrame + placed.clip().from(),
                            new Recording(
                                    media.name(),
                                    media.reel(),
                                    media.available().in().rate(),
                                    firstFrame,
                                    media.available().frames(),
                                    media.location().map(uri -> uri.toASCIIString())));
                })
                .toList();
    }

    /** The rate of this speed, labelled like this. */
    static FrameRate rate(long numerator, long denominator, boolean dropFrame) {
        for (FrameRate rate : FrameRate.values()) {
            if (rate.numerator() * denominator == rate.denominator() * numerator && rate.isDropFrame() == dropFrame) {
                return rate;
            }
        }
        throw new AssertionError("No rate of " + numerator + "/" + denominator + ", drop frame " + dropFrame);
    }
}
