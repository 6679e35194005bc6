// Why this file exists: no order of rolls and cuts, however hectic, may number a take wrongly or lose a frame.
package org.backlot.set.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.set.command.OnTheFloor.MORNING;
import static org.backlot.set.command.OnTheFloor.OTHER_SHOT;
import static org.backlot.set.command.OnTheFloor.SHOT;
import static org.backlot.set.command.OnTheFloor.circle;
import static org.backlot.set.command.OnTheFloor.cut;
import static org.backlot.set.command.OnTheFloor.roll;
import static org.backlot.set.command.OnTheFloor.takeId;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.timecode.FrameRate;

class LiveSetProperties {
    @Property(tries = 500)
    @Label("SET-1: for any sequence of commands the takes of each shot are numbered 1 to n, and never do two roll")
    void takes_are_numbered_without_gaps(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 39) Integer> commands) {
        var floor = OnTheFloor.openAt(FrameRate.FPS_25);
        Instant now = MORNING;
        boolean rolling = false;
        for (int command : commands) {
            now = now.plusMillis(731);
            var events = attempt(floor, command, now);
            for (var event : events) {
                if (event instanceof CameraRolled) {
                    assertThat(rolling).isFalse();
                    rolling = true;
                } else if (event instanceof CameraCut) {
                    assertThat(rolling).isTrue();
                    rolling = false;
                }
            }
            assertThat(floor.state.rolling().isPresent()).isEqualTo(rolling);
        }

        for (var shot : List.of(SHOT, OTHER_SHOT)) {
            var numbers = rolls(floor).stream()
                    .filter(rolled -> rolled.shotId().equals(shot))
                    .map(CameraRolled::takeNumber)
                    .toList();
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
        }
        assertThat(rolls(floor).stream().map(CameraRolled::takeId)).doesNotHaveDuplicates();
    }

    @Property(tries = 2000)
    @Label("SET-2: a take lasts exactly the difference of its two frame numbers, at every rate, at least one frame")
    void frames_are_exact(
            @ForAll FrameRate rate,
            @ForAll @LongRange(max = 86_399_999_999_999L) long rollAfterNanoseconds,
            @ForAll @LongRange(max = 7_200_000_000_000L) long lengthInNanoseconds) {
        var floor = OnTheFloor.openAt(rate);
        // Local midnight of the day.
        var midnight = Instant.parse("2026-11-19T21:00:00Z");
        var rolledAt = midnight.plus(Duration.ofNanos(rollAfterNanoseconds));
        var cutAt = rolledAt.plus(Duration.ofNanos(lengthInNanoseconds));
        var rolled = (CameraRolled) floor.thenOne(state -> state.roll(roll(SHOT, takeId(1)), rolledAt));
        var cut = (CameraCut) floor.thenOne(state -> state.cut(cut(null), cutAt));

        var first = frameAt(rollAfterNanoseconds, rate);
        var last = frameAt(rollAfterNanoseconds + lengthInNanoseconds, rate);
        assertThat(cut.frames()).isEqualTo(Math.max(1, last - first));
        assertThat(rolled.startsAt().frame()).isEqualTo(Math.floorMod(first, rate.framesPerDay()));
        assertThat(cut.endsAt()).isEqualTo(rolled.startsAt().plus(cut.frames()));
    }

    /** The frame number by unbounded integers: nanoseconds x numerator / (denominator x 10^9), rounded down. */
    private static long frameAt(long nanoseconds, FrameRate rate) {
        return BigInteger.valueOf(nanoseconds)
                .multiply(BigInteger.valueOf(rate.numerator()))
                .divide(BigInteger.valueOf(rate.denominator()).multiply(BigInteger.TEN.pow(9)))
                .longValueExact();
    }

    private static List<LiveSetEvent> attempt(OnTheFloor floor, int command, Instant now) {
        ShotId shot = command % 2 == 0 ? SHOT : OTHER_SHOT;
        TakeId take = takeId(command / 4);
        try {
            return switch (command % 4) {
                case 0, 1 -> floor.then(state -> state.roll(roll(shot, take), now));
                case 2 -> floor.then(state -> state.cut(cut(command > 20 ? take : null), now));
                default -> floor.then(state -> state.circle(circle(take), now));
            };
        } catch (Rejection refused) {
            return List.of();
        }
    }

    private static List<CameraRolled> rolls(OnTheFloor floor) {
        return floor.happened.stream()
                .filter(CameraRolled.class::isInstance)
                .map(CameraRolled.class::cast)
                .toList();
    }
}
