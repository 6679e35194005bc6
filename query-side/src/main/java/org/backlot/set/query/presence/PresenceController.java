// Why this file exists: who runs a unit may ask once, from a call sheet or a phone, who is on its channel.
package org.backlot.set.query.presence;

import io.swagger.v3.oas.annotations.Operation;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.UnitId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reads of who is on a unit's channel. */
@RestController
@RequestMapping("/api/v1/set")
public class PresenceController {
    private final ReactiveGate gate;
    private final Presence presence;

    public PresenceController(ReactiveGate gate, Presence presence) {
        this.gate = gate;
        this.presence = presence;
    }

    /** The devices on a unit's channel. */
    @GetMapping("/units/{unitId}/devices")
    @Operation(
            summary = "Devices on a unit's channel",
            description = "For whoever plans the unit's work (PLAN_PRODUCTION). All are counted, the 200 that have been"
                    + " there longest are listed. Without Redis only those of the node that answers: complete is"
                    + " false. (SET-1; CLAP week 6)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    public Mono<UnitDevices> devices(ReadRequest request, @PathVariable UnitId unitId) {
        return gate.requireOn(request.caller(), Permission.PLAN_PRODUCTION, unitId.value())
                .then(Mono.defer(() -> presence.on(unitId)));
    }
}
