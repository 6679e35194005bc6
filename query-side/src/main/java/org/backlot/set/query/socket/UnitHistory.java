// Why this file exists: a device that joins is shown what the log says, whatever has become of any cache.
package org.backlot.set.query.socket;

import java.util.List;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.id.UnitId;

/** What has happened on units. Waits for the database, and fails where it does not answer. */
public interface UnitHistory {
    /** Names the log: offsets of different logs must not be compared. */
    String epoch();

    /** All that has happened on a unit up to now, in order. */
    List<RecordedEvent> of(UnitId unit);
}
