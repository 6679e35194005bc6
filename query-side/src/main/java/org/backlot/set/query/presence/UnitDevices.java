// Why this file exists: who is on a channel is shown alike to a reader and to a socket.
package org.backlot.set.query.presence;

import java.util.List;
import org.backlot.shared.id.UnitId;

/**
 * The devices on a unit's channel.
 *
 * @param total how many there are
 * @param complete whether those of all nodes that reach Redis are among them; otherwise they are those of one node
 * @param devices those that have been there longest, at most {@value #MOST_LISTED}
 */
public record UnitDevices(UnitId unitId, int total, boolean complete, List<PresentDevice> devices) {
    /** How many devices are listed; all are counted. */
    public static final int MOST_LISTED = 200;

    public UnitDevices {
        devices = List.copyOf(devices);
    }
}
