// Why this file exists: whatever a device sends becomes one of these, so nothing it sends can surprise the node.
package org.backlot.set.query.socket;

import java.util.Optional;
import java.util.OptionalLong;
import org.backlot.set.api.CameraRoll;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;

/** What a device may say. */
sealed interface ClientFrame {
    /**
     * @param after the offset that the device has seen
     * @param heartbeat whether it wants to hear of every frame of the timecode
     * @param presence whether it wants to see who is on the unit's channel
     * @param paced whether it will say what it has read, and wants to be told no more before
     * @param interest which changes it wants to hear of
     */
    record Join(
            UnitId unitId, OptionalLong after, boolean heartbeat, boolean presence, boolean paced, Interest interest)
            implements ClientFrame {}

    /** @param frames how many the device has read since it connected */
    record Seen(long frames) implements ClientFrame {}

    record Leave() implements ClientFrame {}

    /** @param id names the command and the take */
    record Roll(String id, TakeId takeId, ShotId shotId, CameraRoll cameraRoll) implements ClientFrame {}

    /** @param id names the command */
    record Cut(String id, Optional<TakeId> takeId) implements ClientFrame {}

    /** @param t0 the device's clock in microseconds */
    record Clock(long t0) implements ClientFrame {}

    /**
     * None of the others.
     *
     * @param id the frame's id where one could be read
     * @param reason what is wrong with it, without quoting it
     */
    record Malformed(Optional<String> id, String reason) implements ClientFrame {}
}
