package org.backlot.clips.worker.analysis;

import java.util.List;

/**
 * One face through one shot.
 *
 * @param id unique in the recording, in order of appearance
 * @param sightings at least one, in order of frames
 */
public record FaceTrack(int id, List<Sighting> sightings) {
    public FaceTrack {
        sightings = List.copyOf(sightings);
        if (sightings.isEmpty()) {
            throw new IllegalArgumentException("A face that was never seen");
        }
    }

    /**
     * @param frame number of the frame
     * @param box in pixels of the picture as shown
     */
    public record Sighting(long frame, Box box) {}

    public long firstFrame() {
        return sightings.getFirst().frame();
    }

    public long lastFrame() {
        return sightings.getLast().frame();
    }
}
