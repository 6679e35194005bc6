// Why this file exists: the channel column packs picture and two sound tracks into codes that cannot be guessed.
package org.backlot.shared.editorial;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tracks an event records: picture, and any of four sound tracks (CMX 3600).
 *
 * <p>The channel column says {@code V}, {@code A} (sound 1), {@code A2}, {@code AA} (1 and 2), {@code B} (picture and
 * 1), {@code A2/V}, {@code AA/V} or {@code NONE}; sound 3 and 4 follow the event in a line such as {@code AUD  3  4}.
 *
 * @param video whether the picture is recorded
 * @param audioTracks the sound tracks recorded, from 1 to 4
 */
public record EditChannels(boolean video, Set<Integer> audioTracks) {

    /** The picture alone. */
    public static final EditChannels VIDEO = new EditChannels(true, Set.of());

    private static final int LAST_AUDIO_TRACK = 4;

    /** @throws IllegalArgumentException for a sound track other than 1 to 4 */
    public EditChannels {
        audioTracks = Collections.unmodifiableSet(new TreeSet<>(audioTracks));
        for (int track : audioTracks) {
            if (track < 1 || track > LAST_AUDIO_TRACK) {
                throw new IllegalArgumentException("There is no sound track " + track + ": an edit list has 1 to 4");
            }
        }
    }

    /**
     * Reads the channel column; besides the codes above also {@code V1}, {@code A1}, {@code A3}, {@code A4} and
     * {@code A/V}, which occur in lists of today.
     *
     * @throws IllegalArgumentException for any other code
     */
    static EditChannels ofColumn(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "V", "V1" -> VIDEO;
            case "A", "A1" -> new EditChannels(false, Set.of(1));
            case "A2" -> new EditChannels(false, Set.of(2));
            case "A3" -> new EditChannels(false, Set.of(3));
            case "A4" -> new EditChannels(false, Set.of(4));
            case "AA" -> new EditChannels(false, Set.of(1, 2));
            case "B", "A/V" -> new EditChannels(true, Set.of(1));
            case "A2/V" -> new EditChannels(true, Set.of(2));
            case "AA/V" -> new EditChannels(true, Set.of(1, 2));
            case "NONE" -> new EditChannels(false, Set.of());
            default ->
                throw new IllegalArgumentException(
                        "Channels \"" + code + "\" are not known: use V, A, A2, AA, B, A2/V, AA/V or NONE");
        };
    }

    /** The code for the channel column; sound 3 and 4 are not part of it. */
    String column() {
        boolean first = audioTracks.contains(1);
        boolean second = audioTracks.contains(2);
        if (first && second) {
            return video ? "AA/V" : "AA";
        }
        if (first) {
            return video ? "B" : "A";
        }
        if (second) {
            return video ? "A2/V" : "A2";
        }
        return video ? "V" : "NONE";
    }

    /** The sound tracks that the channel column cannot name, in order. */
    List<Integer> tracksBesideColumn() {
        return audioTracks.stream().filter(track -> track > 2).toList();
    }

    /** The same channels and one more sound track. */
    EditChannels withAudioTrack(int track) {
        Set<Integer> tracks = new TreeSet<>(audioTracks);
        tracks.add(track);
        return new EditChannels(video, tracks);
    }
}
