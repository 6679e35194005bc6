package org.backlot.shared.editorial;

import java.util.List;

/**
 * A track of pictures.
 *
 * @param items clips of recordings that have a picture, and gaps
 */
public record PictureTrack(List<TrackItem> items) implements Track {

    /** @throws IllegalArgumentException when a recording has no picture */
    public PictureTrack {
        items = List.copyOf(items);
        for (TrackItem item : items) {
            if (item instanceof Clip clip && clip.media().picture().isEmpty()) {
                throw new IllegalArgumentException("\"" + clip.name() + "\" has no picture");
            }
        }
    }
}
