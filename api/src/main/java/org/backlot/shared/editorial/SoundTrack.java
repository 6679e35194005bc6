package org.backlot.shared.editorial;

import java.util.List;

/**
 * A track of sound, one channel wide.
 *
 * @param channel which channel of its recordings it plays, from 1
 * @param items clips of recordings that have this channel, and gaps
 */
public record SoundTrack(int channel, List<TrackItem> items) implements Track {

    /** @throws IllegalArgumentException when a recording does not have the channel */
    public SoundTrack {
        items = List.copyOf(items);
        if (channel < 1) {
            throw new IllegalArgumentException("Channels are numbered from 1, not " + channel);
        }
        for (TrackItem item : items) {
            if (item instanceof Clip clip && clip.media().channels() < channel) {
                throw new IllegalArgumentException("\"" + clip.name() + "\" has no channel " + channel);
            }
        }
    }
}
