// Why this file exists: the rules of the floor, as a script supervisor would say them.
package org.backlot.set.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.set.command.OnTheFloor.MORNING;
import static org.backlot.set.command.OnTheFloor.OTHER_SHOT;
import static org.backlot.set.command.OnTheFloor.SCENE;
import static org.backlot.set.command.OnTheFloor.SHOT;
import static org.backlot.set.command.OnTheFloor.circle;
import static org.backlot.set.command.OnTheFloor.complete;
import static org.backlot.set.command.OnTheFloor.cut;
import static org.backlot.set.command.OnTheFloor.id;
import static org.backlot.set.command.OnTheFloor.open;
import static org.backlot.set.command.OnTheFloor.report;
import static org.backlot.set.command.OnTheFloor.roll;
import static org.backlot.set.command.OnTheFloor.slate;
import static org.backlot.set.command.OnTheFloor.takeId;

import java.time.Duration;
import java.time.Instant;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.set.api.SetRejection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.timecode.FrameRate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveSetTest {
    private final OnTheFloor floor = OnTheFloor.openAt(FrameRate.FPS_24);

    @Test
    @DisplayName("SET-1: the first roll of shot 12B is take 1, slate 12B-01, at the time of day of the location")
    void first_roll() {
        var rolled = (CameraRolled) floor.thenOne(state -> state.roll(roll(SHOT, takeId(1)), MORNING));

        assertThat(rolled.takeNumber()).isEqualTo(1);
        assertThat(rolled.slate()).isEqualTo("12B-01");
        assertThat(rolled.sceneId()).isEqualTo(SCENE);
        // 06:00 UTC is 09:00 in Riyadh.
        assertThat(rolled.startsAt().label()).isEqualTo("09:00:00:00");
        assertThat(rolled.at()).isEqualTo(MORNING);
    }

    @Test
    @DisplayName("SET-1: a cut after 12.5 seconds at 24 frames logs 300 frames and the timecode of the end")
    void cut_logs_the_take() {
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));

        var cut =
                (CameraCut) floor.thenOne(state -> state.cut(cut(takeId(1)), MORNING.plus(Duration.ofMillis(12_500))));

        assertThat(cut.frames()).isEqualTo(300);
        assertThat(cut.endsAt().label()).isEqualTo("09:00:12:12");
        assertThat(cut.slate()).isEqualTo("12B-01");
    }

    @Test
    @DisplayName("SET-1: a rolling unit cannot roll")
    void rolling_twice() {
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));

        floor.thenRefused(SetRejection.ALREADY_ROLLING, state -> state.roll(roll(OTHER_SHOT, takeId(2)), MORNING));
    }

    @Test
    @DisplayName("SET-1: an idle unit cannot be cut")
    void cutting_idle() {
        floor.thenRefused(SetRejection.NOT_ROLLING, state -> state.cut(cut(null), MORNING));
    }

    @Test
    @DisplayName("SET-1: a shot that is not on the slate cannot be rolled on")
    void unknown_shot() {
        floor.thenRefused(
                SetRejection.SHOT_NOT_SLATED, state -> state.roll(roll(new ShotId(id(99)), takeId(1)), MORNING));
    }

    @Test
    @DisplayName(
            "SET-1: the same take id and shot again does nothing, also after the cut; with another shot it is refused")
    void roll_repeated() {
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));
        floor.thenNothing(state -> state.roll(roll(SHOT, takeId(1)), MORNING.plusSeconds(1)));
        floor.thenRefused(CommonRejection.ID_TAKEN, state -> state.roll(roll(OTHER_SHOT, takeId(1)), MORNING));
        floor.then(state -> state.cut(cut(null), MORNING.plusSeconds(5)));
        floor.thenNothing(state -> state.roll(roll(SHOT, takeId(1)), MORNING.plusSeconds(6)));
    }

    @Test
    @DisplayName("SET-1: a cut that comes twice never cuts the next take")
    void cut_repeated() {
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));
        floor.then(state -> state.cut(cut(takeId(1)), MORNING.plusSeconds(5)));
        floor.then(state -> state.roll(roll(SHOT, takeId(2)), MORNING.plusSeconds(10)));

        floor.thenNothing(state -> state.cut(cut(takeId(1)), MORNING.plusSeconds(11)));
        floor.thenRefused(SetRejection.NOT_ROLLING, state -> state.cut(cut(takeId(3)), MORNING.plusSeconds(11)));
    }

    @Test
    @DisplayName("SET-1: a take that is cut within its first frame lasts that frame, even if the clock was set back")
    void shortest_take() {
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));
        var cut = (CameraCut) floor.thenOne(state -> state.cut(cut(null), MORNING.minusSeconds(3)));

        assertThat(cut.frames()).isEqualTo(1);
        assertThat(cut.at()).isEqualTo(MORNING);
    }

    @Test
    @DisplayName("SET-2: a take that runs past local midnight keeps its length")
    void past_midnight() {
        var beforeMidnight = Instant.parse("2026-11-20T20:59:50Z");
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), beforeMidnight));
        var cut = (CameraCut) floor.thenOne(state -> state.cut(cut(null), beforeMidnight.plusSeconds(20)));

        assertThat(cut.frames()).isEqualTo(480);
        assertThat(cut.endsAt().label()).isEqualTo("00:00:10:00");
    }

    @Test
    @DisplayName("WRP-1: a logged take is circled once; a rolling or unknown take is refused")
    void circle_takes() {
        floor.thenRefused(SetRejection.TAKE_NOT_LOGGED, state -> state.circle(circle(takeId(1)), MORNING));
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));
        floor.thenRefused(SetRejection.TAKE_NOT_LOGGED, state -> state.circle(circle(takeId(1)), MORNING));
        floor.then(state -> state.cut(cut(null), MORNING.plusSeconds(5)));

        var circled = floor.thenOne(state -> state.circle(circle(takeId(1)), MORNING.plusSeconds(9)));
        assertThat(circled)
                .isInstanceOfSatisfying(
                        TakeCircled.class, event -> assertThat(event.slate()).isEqualTo("12B-01"));
        floor.thenNothing(state -> state.circle(circle(takeId(1)), MORNING.plusSeconds(10)));
    }

    @Test
    @DisplayName("WRP-1: an earlier take may be circled while the next one rolls")
    void circle_while_rolling() {
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));
        floor.then(state -> state.cut(cut(null), MORNING.plusSeconds(5)));
        floor.then(state -> state.roll(roll(SHOT, takeId(2)), MORNING.plusSeconds(9)));

        floor.thenOne(state -> state.circle(circle(takeId(1)), MORNING.plusSeconds(10)));
        assertThat(floor.state.rolling())
                .hasValueSatisfying(take -> assertThat(take.number()).isEqualTo(2));
    }

    @Test
    @DisplayName("WRP-1: a scene of the slate is completed once, and not while it rolls")
    void complete_scene() {
        floor.thenRefused(
                SetRejection.SCENE_NOT_SLATED, state -> state.complete(complete(new SceneId(id(98))), MORNING));
        floor.then(state -> state.roll(roll(SHOT, takeId(1)), MORNING));
        floor.thenRefused(SetRejection.ALREADY_ROLLING, state -> state.complete(complete(SCENE), MORNING));
        floor.then(state -> state.cut(cut(null), MORNING.plusSeconds(5)));

        assertThat(floor.thenOne(state -> state.complete(complete(SCENE), MORNING)))
                .isInstanceOf(SceneCompleted.class);
        floor.thenNothing(state -> state.complete(complete(SCENE), MORNING));
    }

    @Test
    @DisplayName("WRP-1: an incident is noted once; another text under its id is refused")
    void incidents() {
        assertThat(floor.thenOne(state -> state.report(report(50, "Rain, 20 minutes lost"), MORNING)))
                .isInstanceOf(IncidentReported.class);
        floor.thenNothing(state -> state.report(report(50, "Rain, 20 minutes lost"), MORNING));
        floor.thenRefused(CommonRejection.ID_TAKEN, state -> state.report(report(50, "No rain"), MORNING));
    }

    @Test
    @DisplayName("SET-1: a slate belongs to one shot; slating and opening again do nothing")
    void slating() {
        floor.thenNothing(state -> state.open(open(FrameRate.FPS_24)));
        floor.thenRefused(CommonRejection.ID_TAKEN, state -> state.open(open(FrameRate.FPS_25)));
        floor.thenNothing(state -> state.slate(slate(SHOT, "12B")));
        floor.thenRefused(CommonRejection.ID_TAKEN, state -> state.slate(slate(SHOT, "12D")));
        floor.thenRefused(SetRejection.SLATE_IN_USE, state -> state.slate(slate(new ShotId(id(97)), "12B")));
    }

    @Test
    @DisplayName("SET-1: a unit that was never opened does not exist")
    void unopened() {
        var nowhere = new OnTheFloor();
        nowhere.thenRefused(CommonRejection.NOT_FOUND, state -> state.slate(slate(SHOT, "12B")));
        nowhere.thenRefused(CommonRejection.NOT_FOUND, state -> state.roll(roll(SHOT, takeId(1)), MORNING));
    }
}
