// Why this file exists: a unit's devices agree only if the clock gives the same frame for the same instant, always.
package org.backlot.shared.timecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissionClockTest {

    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalDate SHOOTING_DAY = LocalDate.of(2026, 3, 2);

    @Test
    @DisplayName("SET-2: at its anchor the clock shows the anchored timecode, then runs frame by frame")
    void runs_from_its_anchor() {
        Instant anchor = Instant.parse("2026-03-02T05:00:00Z");
        MissionClock clock = new MissionClock(anchor, Timecode.parse("08:00:00:00", FrameRate.FPS_25));

        assertThat(clock.timecodeAt(anchor).label()).isEqualTo("08:00:00:00");
        assertThat(clock.timecodeAt(anchor.plusMillis(39)).label()).isEqualTo("08:00:00:00");
        assertThat(clock.timecodeAt(anchor.plusMillis(40)).label()).isEqualTo("08:00:00:01");
        assertThat(clock.timecodeAt(anchor.minusNanos(1)).label()).isEqualTo("07:59:59:24");
        assertThat(clock.rate()).isEqualTo(FrameRate.FPS_25);
    }

    @ParameterizedTest(name = "{0}: {2} at {1}")
    @DisplayName("SET-2: by default the clock shows the time of day of the unit's zone")
    @CsvSource({
        "24,      2026-03-02T09:30:15.5Z, 12:30:15:12",
        "25,      2026-03-01T21:00:00Z,   00:00:00:00",
        "25,      2026-03-02T20:59:59.999Z, 23:59:59:24",
        "30,      2026-03-02T21:00:00Z,   00:00:00:00",
        "29.97DF, 2026-03-02T09:00:00.1Z, 12:00:00;04",
        "23.976,  2026-03-01T22:00:00Z,   00:59:56:09",
        "29.97,   2026-03-01T22:00:00Z,   00:59:56:12"
    })
    void time_of_day(String rate, Instant now, String label) {
        MissionClock clock = MissionClock.timeOfDay(SHOOTING_DAY, RIYADH, FrameRate.of(rate));

        assertThat(clock.timecodeAt(now).label()).isEqualTo(label);
    }

    @Test
    @DisplayName("SET-2: a clock jammed at noon shows noon at 23.976 as well")
    void jammed_at_noon() {
        Instant noon = Instant.parse("2026-03-02T09:00:00.25Z");
        MissionClock clock = MissionClock.jammedAt(noon, RIYADH, FrameRate.FPS_23_976);

        assertThat(clock.timecodeAt(noon).label()).isEqualTo("12:00:00:05");
    }

    @Test
    @DisplayName("SET-2: jammed at a minute whose first labels are dropped, the clock starts at the first that exists")
    void jammed_at_a_dropped_label() {
        Instant moment = Instant.parse("2026-03-02T09:01:00Z");

        assertThat(MissionClock.jammedAt(moment, RIYADH, FrameRate.FPS_29_97_DROP)
                        .timecodeAt(moment)
                        .label())
                .isEqualTo("12:01:00;02");
        assertThat(MissionClock.jammedAt(moment, RIYADH, FrameRate.FPS_59_94_DROP)
                        .timecodeAt(moment)
                        .label())
                .isEqualTo("12:01:00;04");
    }

    @Test
    @DisplayName(
            "SET-2: when daylight saving starts the running clock does not jump, a newly jammed one shows the new time")
    void daylight_saving() {
        LocalDate clocksGoForward = LocalDate.of(2026, 3, 29);
        Instant noon = Instant.parse("2026-03-29T11:00:00Z");

        assertThat(MissionClock.timeOfDay(clocksGoForward, LONDON, FrameRate.FPS_25)
                        .timecodeAt(noon)
                        .label())
                .isEqualTo("11:00:00:00");
        assertThat(MissionClock.jammedAt(noon, LONDON, FrameRate.FPS_25)
                        .timecodeAt(noon)
                        .label())
                .isEqualTo("12:00:00:00");
    }

    @Test
    @DisplayName("SET-2: on a day that has no midnight the clock starts at the day's first moment")
    void day_without_midnight() {
        ZoneId beirut = ZoneId.of("Asia/Beirut");
        LocalDate clocksGoForwardAtMidnight = LocalDate.of(2021, 3, 28);
        MissionClock clock = MissionClock.timeOfDay(clocksGoForwardAtMidnight, beirut, FrameRate.FPS_24);

        assertThat(clock.timecodeAtAnchor().label()).isEqualTo("01:00:00:00");
    }

    @Property
    @Label("SET-2: two instants one frame apart show neighbouring timecodes, midnight or not")
    void advances_frame_by_frame(
            @ForAll FrameRate rate, @ForAll @LongRange(min = -10_000_000, max = 10_000_000) long frames) {
        Instant anchor = Instant.parse("2026-03-02T05:00:00Z");
        MissionClock clock = new MissionClock(anchor, new Timecode(0, rate));
        Duration begin = rate.durationOf(frames);
        Duration end = rate.durationOf(frames + 1);

        assertThat(clock.timecodeAt(anchor.plus(begin))).isEqualTo(Timecode.wrapping(frames, rate));
        assertThat(clock.timecodeAt(anchor.plus(end).minusNanos(1))).isEqualTo(Timecode.wrapping(frames, rate));
        assertThat(clock.timecodeAt(anchor.plus(end)))
                .isEqualTo(Timecode.wrapping(frames, rate).plus(1));
    }
}
