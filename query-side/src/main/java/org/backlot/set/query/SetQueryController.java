// Why this file exists: what a socket is told can also be asked for once.
package org.backlot.set.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.set.api.UnitClock;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.timecode.FrameRate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reads of the live set. */
@RestController
@RequestMapping("/api/v1/set")
public class SetQueryController {
    private static final String TAKES = "takes";

    private final ReactiveGate gate;
    private final Reads reads;
    private final LiveStates states;
    private final Takes takes;
    private final Clock clock;

    public SetQueryController(ReactiveGate gate, Reads reads, LiveStates states, Takes takes, Clock clock) {
        this.gate = gate;
        this.reads = reads;
        this.states = states;
        this.takes = takes;
        this.clock = clock;
    }

    /**
     * A reading of a unit's mission clock.
     *
     * @param timecode what shows at {@code at}
     * @param anchoredAt when the clock was started; from there on frames of {@code frameRate} follow each other
     * @param timecodeAtAnchor what showed then
     * @param t1 the server's clock when the question arrived, in microseconds since 1970-01-01T00:00:00Z
     * @param t2 the same when the answer left; with the device's own {@code t0} and {@code t3} the four stamps of RFC 5905
     */
    public record ClockReading(
            UnitId unitId,
            FrameRate frameRate,
            String timecode,
            Instant at,
            Instant anchoredAt,
            String timecodeAtAnchor,
            long t1,
            long t2) {}

    /** The live state of a unit. */
    @GetMapping("/units/{unitId}/state")
    @Operation(
            summary = "State of a unit",
            description = "Rolling or idle, the active slate and timecode. (SET-1; CLAP week 6)")
    @Refuses({"NOT_FOUND", "UNAVAILABLE", "PROJECTION_BEHIND"})
    public Mono<UnitState> state(ReadRequest request, @PathVariable UnitId unitId) {
        return gate.requireOn(request.caller(), Permission.WATCH_SET, unitId.value())
                .flatMap(project ->
                        states.reached(request.position()).then(Mono.defer(() -> states.of(project, unitId))));
    }

    /** The takes of a unit. */
    @GetMapping("/units/{unitId}/takes")
    @Operation(summary = "Takes of a unit", description = "Every take, the last one first. (SET-1; CLAP week 6)")
    @Refuses({"NOT_FOUND", "PROJECTION_BEHIND"})
    public Mono<Page<Takes.TakeLine>> takes(ReadRequest request, @PathVariable UnitId unitId, PageRequest page) {
        return gate.requireOn(request.caller(), Permission.WATCH_SET, unitId.value())
                .then(reads.of(request, TAKES, () -> takes.of(unitId, page)));
    }

    /** The mission clock of a unit, now. */
    @GetMapping("/clock")
    @Operation(
            summary = "Mission clock",
            description =
                    "The unit's timecode now, what it counts from, and the server's two stamps of a four-timestamp"
                            + " exchange. (SET-2; CLAP week 6)")
    @Refuses({"NOT_FOUND", "PROJECTION_BEHIND"})
    public Mono<ClockReading> clock(ReadRequest request, @RequestParam UnitId unitId) {
        long arrived = microseconds();
        return gate.requireOn(request.caller(), Permission.WATCH_SET, unitId.value())
                .then(reads.of(request, TAKES, () -> takes.clockOf(unitId)))
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)))
                .map(unitClock -> reading(unitId, unitClock, arrived));
    }

    private ClockReading reading(UnitId unitId, UnitClock unitClock, long arrived) {
        var now = clock.instant();
        var running = unitClock.missionClock(now);
        return new ClockReading(
                unitId,
                unitClock.frameRate(),
                running.timecodeAt(now).label(),
                now,
                running.anchoredAt(),
                running.timecodeAtAnchor().label(),
                arrived,
                microseconds());
    }

    private long microseconds() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
