// Why this file exists: a cut is found again only by what it was cut from: roll, timecode and file.
package org.backlot.shared.editorial;

import java.net.URI;
import java.util.Optional;
import org.backlot.shared.timecode.FrameSpan;

/**
 * A recording that clips are cut from: a take on a camera roll, a video file, a piece of music.
 *
 * <p>All text is put on one line without control characters as the medium is made.
 *
 * @param name what people call it, such as its slate or its file name
 * @param reel the full name of the tape or camera roll; empty where it is on none
 * @param location the address of its file; empty while nobody has said where it lies
 * @param available its frames, by its own timecode
 * @param picture the size of its picture, where it has one
 * @param sound its sound, where it has any
 */
public record Media(
        String name,
        String reel,
        Optional<URI> location,
        FrameSpan available,
        Optional<Raster> picture,
        Optional<Sound> sound) {

    /** @throws IllegalArgumentException when it has no name, neither picture nor sound, or a relative address */
    public Media {
        name = SafeText.onOneLine(name);
        reel = SafeText.onOneLine(reel);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A recording needs a name");
        }
        if (picture.isEmpty() && sound.isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" has neither picture nor sound");
        }
        if (location.isPresent() && !location.get().isAbsolute()) {
            throw new IllegalArgumentException("The address of \"" + name + "\" must be absolute");
        }
    }

    /** The number of its first frame, counted from 00:00:00:00. */
    long firstFrame() {
        return available.in().frame();
    }

    /** How many channels of sound it has; 0 where it is silent. */
    int channels() {
        return sound.map(Sound::channels).orElse(0);
    }
}
