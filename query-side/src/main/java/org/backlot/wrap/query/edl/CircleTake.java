// Why this file exists: the export needs a few facts of a take only, wherever they are projected from.
package org.backlot.wrap.query.edl;

import org.backlot.shared.editorial.ReelNames;
import org.backlot.shared.editorial.SafeText;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

/**
 * A take that the director circled: it shall be seen by the cutting room.
 *
 * <p>All text is put on one line without control characters as the take is made.
 *
 * @param reel the full name of the camera roll, such as {@code A001_C003_0412AB}
 * @param slate what the clapper said, such as {@code 12B-04}
 * @param sourceIn the first frame, by the camera's timecode
 * @param frames how many frames the take lasts
 * @param sceneOrder the place of its scene in the story; lower comes first
 */
public record CircleTake(String reel, String slate, Timecode sourceIn, long frames, int sceneOrder) {

    /**
     * @throws IllegalArgumentException when the reel or the slate is empty, when the reel's name is a word that edit
     *     systems take for black, bars or an unnamed source, or when the take is empty or lasts a day
     */
    public CircleTake {
        reel = SafeText.onOneLine(reel);
        slate = SafeText.onOneLine(slate);
        if (reel.isEmpty() || slate.isEmpty()) {
            throw new IllegalArgumentException("A circle take needs the names of its reel and its slate");
        }
        if (ReelNames.hasAMeaning(reel)) {
            throw new IllegalArgumentException(
                    "Slate " + slate + ": edit systems would not take \"" + reel + "\" for a camera roll");
        }
        if (frames < 1 || frames >= sourceIn.rate().framesPerDay()) {
            throw new IllegalArgumentException("Slate " + slate + " cannot last " + frames + " frames");
        }
    }

    /** The frames of the take, by the camera's timecode. */
    public FrameSpan source() {
        return new FrameSpan(sourceIn, frames);
    }
}
