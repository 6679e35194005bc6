package org.backlot.clips.worker.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.probe.MediaFacts;

/**
 * What happens in a recording. Frames are counted from its beginning at a constant rate, whatever the recording's own.
 *
 * @param rate frames per second they are counted at
 * @param frames how many there are
 * @param width of the picture as shown; boxes of faces are in its pixels
 * @param height of the picture as shown
 * @param cuts numbers of the frames that begin a new shot
 * @param faces in order of appearance
 * @param stills about two a second
 * @param sound where there is any
 * @param models SHA-256 of the models that decided, by name
 */
public record Analysis(
        Rational rate,
        long frames,
        int width,
        int height,
        List<Long> cuts,
        List<FaceTrack> faces,
        List<Still> stills,
        Optional<Sound> sound,
        Map<String, String> models) {
    public Analysis {
        cuts = List.copyOf(cuts);
        faces = List.copyOf(faces);
        stills = List.copyOf(stills);
        models = Map.copyOf(models);
    }

    /** Of a recording at which nobody has looked: one shot, without faces. */
    public static Analysis unseen(MediaFacts facts) {
        var picture = facts.picture();
        return new Analysis(
                picture.rate(),
                picture.rate().nearestFrame(facts.duration()),
                picture.width(),
                picture.height(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /**
     * How much of this recording looks like another one at the same moment, 0 to 1. Two encodings of the same are above
     * 0.9.
     */
    public double likeness(Analysis other) {
        int common = Math.min(stills.size(), other.stills.size());
        int longer = Math.max(stills.size(), other.stills.size());
        if (longer == 0) {
            return 0;
        }
        long alike = 0;
        for (int i = 0; i < common; i++) {
            if (stills.get(i).hash().distanceTo(other.stills.get(i).hash()) <= SAME_PICTURE) {
                alike++;
            }
        }
        return (double) alike / longer;
    }

    private static final int SAME_PICTURE = 10;
}
