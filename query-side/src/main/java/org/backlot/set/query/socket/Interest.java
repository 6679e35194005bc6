// Why this file exists: a device with a small screen, or a thin line, asks only for what it shows.
package org.backlot.set.query.socket;

import java.util.Set;
import org.backlot.shared.id.ShotId;

/**
 * What changes a device wants to hear of. It is always shown the state when it joins.
 *
 * @param kinds the types of frames, such as {@code rolling}; empty for all
 * @param shots the shots whose takes it follows; empty for all. Changes that concern no shot come all the same
 */
record Interest(Set<String> kinds, Set<ShotId> shots) {
    static final Interest EVERYTHING = new Interest(Set.of(), Set.of());

    Interest {
        kinds = Set.copyOf(kinds);
        shots = Set.copyOf(shots);
    }

    boolean includes(UnitChange change) {
        return (kinds.isEmpty() || kinds.contains(change.kind()))
                && (shots.isEmpty() || change.shot().map(shots::contains).orElse(true));
    }
}
