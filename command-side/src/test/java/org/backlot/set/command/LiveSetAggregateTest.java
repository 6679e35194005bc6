// Why this file exists: the framework must hand commands to the rules and events back to them.
package org.backlot.set.command;

import static org.backlot.set.command.OnTheFloor.MORNING;
import static org.backlot.set.command.OnTheFloor.SHOT;
import static org.backlot.set.command.OnTheFloor.cut;
import static org.backlot.set.command.OnTheFloor.open;
import static org.backlot.set.command.OnTheFloor.roll;
import static org.backlot.set.command.OnTheFloor.takeId;

import java.time.Clock;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.Take;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveSetAggregateTest {
    private final FixtureConfiguration<LiveSetAggregate> fixture = new AggregateTestFixture<>(LiveSetAggregate.class);
    private final OnTheFloor floor = OnTheFloor.openAt(FrameRate.FPS_24);

    @BeforeEach
    void clock() {
        fixture.registerInjectableResource(Clock.fixed(MORNING, ZoneOffset.UTC));
    }

    @Test
    @DisplayName("SET-1: opening a unit's floor begins its live set")
    void opens() {
        fixture.givenNoPriorActivity()
                .when(open(FrameRate.FPS_24))
                .expectSuccessfulHandlerExecution()
                .expectEvents(floor.happened.getFirst());
    }

    @Test
    @DisplayName("SET-1: a roll is stamped with the mission clock and answers with its take")
    void rolls() {
        var startsAt = Timecode.parse("09:00:00:00", FrameRate.FPS_24);
        fixture.given(floor.happened)
                .when(roll(SHOT, takeId(1)))
                .expectEvents(new CameraRolled(
                        OnTheFloor.UNIT,
                        OnTheFloor.PROJECT,
                        OnTheFloor.SCENE,
                        SHOT,
                        takeId(1),
                        1,
                        "12B-01",
                        "A001",
                        startsAt,
                        OnTheFloor.SCRIPT_SUPERVISOR,
                        MORNING))
                .expectResultMessagePayload(
                        new Take(takeId(1), OnTheFloor.SCENE, SHOT, 1, "12B-01", "A001", startsAt, 0, false));
    }

    @Test
    @DisplayName("SET-1: a cut without a take id answers with the take that rolled")
    void cuts() {
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING.minusSeconds(10)));
        var startsAt = Timecode.parse("08:59:50:00", FrameRate.FPS_24);
        fixture.given(floor.happened)
                .when(cut(null))
                .expectEvents(new CameraCut(
                        OnTheFloor.UNIT,
                        OnTheFloor.PROJECT,
                        OnTheFloor.SCENE,
                        SHOT,
                        takeId(1),
                        1,
                        "12B-01",
                        startsAt.plus(240),
                        240,
                        OnTheFloor.SCRIPT_SUPERVISOR,
                        MORNING))
                .expectResultMessagePayload(
                        new Take(takeId(1), OnTheFloor.SCENE, SHOT, 1, "12B-01", "A001", startsAt, 240, false));
    }
}
