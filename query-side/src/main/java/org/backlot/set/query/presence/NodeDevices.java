// Why this file exists: a unit may have thousands of devices on one node, and nobody reads a list of thousands.
package org.backlot.set.query.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.backlot.shared.id.UnitId;

/**
 * What one node says of its devices on one unit.
 *
 * @param total how many it has
 * @param devices those that have been there longest, at most {@link UnitDevices#MOST_LISTED}, in that order
 */
record NodeDevices(int total, List<PresentDevice> devices) {
    NodeDevices {
        devices = List.copyOf(devices);
    }

    /** All nodes together. Each lists those that have been there longest, so the longest of all are among them. */
    static UnitDevices together(UnitId unit, Collection<NodeDevices> nodes, boolean complete) {
        var listed = new ArrayList<PresentDevice>();
        int total = 0;
        for (var node : nodes) {
            listed.addAll(node.devices);
            total += node.total;
        }
        var longest = listed.stream()
                .sorted(Comparator.comparing(PresentDevice::since)
                        .thenComparing(device -> device.connectionId().value()))
                .limit(UnitDevices.MOST_LISTED)
                .toList();
        return new UnitDevices(unit, total, complete, longest);
    }
}
