// Why this file exists: devices come and go by the hundred; what is published of them is looked at once a round.
package org.backlot.set.query.presence;

import java.util.LinkedHashMap;
import java.util.Map;

/** The devices of one unit on this node, in the order in which they came. */
final class HereOnUnit {
    private static final long NOTHING = -1;

    /**
     * One look at them.
     *
     * @param change counts the comings and goings before it
     * @param published whether Redis was told of just these
     */
    record Look(NodeDevices devices, long change, boolean published) {}

    private final Map<ConnectionId, PresentDevice> devices = new LinkedHashMap<>();
    private long change;
    private long published = NOTHING;

    synchronized void add(PresentDevice device) {
        devices.put(device.connectionId(), device);
        change++;
    }

    synchronized void remove(ConnectionId connection) {
        devices.remove(connection);
        change++;
    }

    synchronized boolean isEmpty() {
        return devices.isEmpty();
    }

    synchronized Look look() {
        var listed = devices.values().stream().limit(UnitDevices.MOST_LISTED).toList();
        return new Look(new NodeDevices(devices.size(), listed), change, published == change);
    }

    /** Redis was told of what was seen then. */
    synchronized void published(Look seen) {
        published = seen.change();
    }
}
