// Why this file exists: a device asks once, at any hub, which hubs there are, and measures for itself which is nearest.
package org.backlot.set.query.hub;

import io.swagger.v3.oas.annotations.Operation;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reads of the hubs. */
@RestController
@RequestMapping("/api/v1/set")
public class HubController {
    private final HubBeacon beacon;

    public HubController(HubBeacon beacon) {
        this.beacon = beacon;
    }

    /** The hubs of the live set. For whoever is signed in: it is the same for all. */
    @GetMapping("/hubs")
    @Operation(
            summary = "Hubs of the live set",
            description = "Where devices connect, in configured order, whether each is there, and which one answers."
                    + " alive is absent while nobody knows. (SET-5; CLAP week 8)")
    @Refuses({})
    public Mono<HubStanding.All> hubs(ReadRequest request) {
        return Mono.fromSupplier(request::caller).map(_ -> beacon.all());
    }
}
