// Why this file exists: the socket lives on the query side, the camera's rules on the command side; this is the door.
package org.backlot.set.api;

import java.util.Optional;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import reactor.core.publisher.Mono;

/**
 * Roll and cut for callers that hold a socket instead of sending a request. Access, idempotency and rules are those of the
 * REST endpoints; an error signal carries a {@link org.backlot.shared.Rejection}.
 */
public interface SetCommands {
    /**
     * @param from where the caller connects from
     * @param takeId names the take; the same id and shot again does nothing and answers the same
     * @return the log position reached
     */
    Mono<Long> roll(
            Caller caller, NetworkAddress from, UnitId unitId, ShotId shotId, TakeId takeId, CameraRoll cameraRoll);

    /**
     * @param id the client's own id of this cut, 1 to 64 visible ASCII characters; the same id again answers the same
     * @param takeId the take that is meant
     * @return the log position reached
     */
    Mono<Long> cut(Caller caller, NetworkAddress from, UnitId unitId, String id, Optional<TakeId> takeId);
}
