// Why this file exists: every node must have the same list of hubs and know its own place in it, or devices go astray.
package org.backlot.set.query.hub;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The hubs as they are configured.
 *
 * @param all in the order in which devices that cannot measure try them
 * @param served the one that this node belongs to; empty where it belongs to none
 */
public record HubSettings(List<Hub> all, Optional<String> served) {
    public HubSettings {
        all = List.copyOf(all);
        var names = new HashSet<String>();
        for (var hub : all) {
            if (!names.add(hub.name())) {
                throw new IllegalArgumentException("two hubs have the name " + hub.name());
            }
        }
        if (served.isPresent() && !names.contains(served.get())) {
            throw new IllegalArgumentException("backlot.set.hubs has no hub " + served.get());
        }
    }
}
