// Why this file exists: both a roll and a cut answer with the take they began or ended.
package org.backlot.set.api;

import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.timecode.Timecode;

/**
 * A take as the floor knows it.
 *
 * @param number its number among the takes of its shot, from 1
 * @param slate as clapped, {@code 12B-04}
 * @param cameraRoll the roll it lies on
 * @param startsAt its first frame
 * @param frames its length; 0 while it rolls
 * @param circled whether it is one to print
 */
public record Take(
        TakeId takeId,
        SceneId sceneId,
        ShotId shotId,
        int number,
        String slate,
        String cameraRoll,
        Timecode startsAt,
        long frames,
        boolean circled) {

    /** Whether it was cut and is in the log. */
    public boolean logged() {
        return frames > 0;
    }

    /** The same take, cut after so many frames. */
    public Take lasting(long cutAfter) {
        return new Take(takeId, sceneId, shotId, number, slate, cameraRoll, startsAt, cutAfter, circled);
    }

    /** The same take, one to print. */
    public Take printed() {
        return new Take(takeId, sceneId, shotId, number, slate, cameraRoll, startsAt, frames, true);
    }
}
