// Why this file exists: a device must tell a hub that is away from one of which nobody knows.
package org.backlot.set.query.hub;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hub, and whether it is there.
 *
 * @param alive whether some node of it has said so lately; absent while nobody knows, because Redis is away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HubStanding(String name, URI url, @Nullable Boolean alive) {
    static HubStanding of(Hub hub, Optional<Boolean> alive) {
        return new HubStanding(hub.name(), hub.url(), alive.orElse(null));
    }

    /**
     * All hubs.
     *
     * @param answeredBy the hub whose node answers; absent where it belongs to none
     * @param hubs in configured order; empty where none are configured
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record All(@Nullable String answeredBy, List<HubStanding> hubs) {
        public All {
            hubs = List.copyOf(hubs);
        }
    }
}
