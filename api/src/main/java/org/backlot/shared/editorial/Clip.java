// Why this file exists: in and out points by timecode can leave the recording; a first frame and a length are checked.
package org.backlot.shared.editorial;

import org.backlot.shared.timecode.FrameSpan;

/**
 * Frames of a recording, at the speed they were recorded.
 *
 * @param name what the editor reads on it, on one line; an empty one becomes the name of the recording
 * @param media the recording
 * @param from the first frame taken; the recording's own first frame is 0
 * @param frames how many frames are taken
 */
public record Clip(String name, Media media, long from, long frames) implements TrackItem {

    /** @throws IllegalArgumentException when it is empty or reaches beyond the recording */
    public Clip {
        name = SafeText.onOneLine(name);
        name = name.isEmpty() ? media.name() : name;
        if (frames < 1 || from < 0 || from > media.available().frames() - frames) {
            throw new IllegalArgumentException("\"" + name + "\" cannot take " + frames + " frames from frame " + from
                    + " of a recording of " + media.available().frames());
        }
    }

    /** The whole recording. */
    public static Clip whole(Media media) {
        return new Clip(media.name(), media, 0, media.available().frames());
    }

    /** The frames taken, by the recording's own timecode. */
    public FrameSpan source() {
        return new FrameSpan(media.available().in().plus(from), frames);
    }

    /**
     * The number of the first frame taken, counted from the label 00:00:00:00 before the recording began. Past midnight
     * it goes on, other than the label.
     */
    long firstFrame() {
        return media.firstFrame() + from;
    }
}
