// Why this file exists: it holds the table of rates and the exact counts that everything on set relies on.
package org.backlot.shared.timecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("SET-2: every rate is an exact fraction with its own way of labelling")
    @CsvSource({
        "23.976,  24000, 1001, 24, 0, 2073600",
        "24,      24,    1,    24, 0, 2073600",
        "25,      25,    1,    25, 0, 2160000",
        "29.97,   30000, 1001, 30, 0, 2592000",
        "29.97DF, 30000, 1001, 30, 2, 2589408",
        "30,      30,    1,    30, 0, 2592000",
        "50,      50,    1,    50, 0, 4320000",
        "59.94,   60000, 1001, 60, 0, 5184000",
        "59.94DF, 60000, 1001, 60, 4, 5178816",
        "60,      60,    1,    60, 0, 5184000"
    })
    void exact_fraction(
            String label, long numerator, long denominator, int nominal, int droppedPerMinute, long framesPerDay) {
        FrameRate rate = FrameRate.of(label);

        assertThat(rate.label()).isEqualTo(label);
        assertThat(rate.numerator()).isEqualTo(numerator);
        assertThat(rate.denominator()).isEqualTo(denominator);
        assertThat(rate.nominalFramesPerSecond()).isEqualTo(nominal);
        assertThat(rate.droppedLabelsPerMinute()).isEqualTo(droppedPerMinute);
        assertThat(rate.framesPerDay()).isEqualTo(framesPerDay);
    }

    @Test
    @DisplayName("SET-2: there are ten rates and no others")
    void closed_set() {
        assertThat(FrameRate.values()).hasSize(10);
    }

    @ParameterizedTest
    @DisplayName("SET-2: a rate that is not of the field is refused, and the allowed ones are named")
    @ValueSource(strings = {"", "23.98", "24.0", "23.976DF", "25DF", "29.97df", "29.97NDF", "120", " 25"})
    void other_rates_are_refused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameRate.of(label))
                .withMessage("Unknown frame rate \"" + label + "\": use one of 23.976, 24, 25, 29.97, 29.97DF, 30, 50,"
                        + " 59.94, 59.94DF, 60");
    }

    @ParameterizedTest(name = "{1} at {0}: {2} frames")
    @DisplayName("SET-2: frames passed after a time are exact")
    @CsvSource({
        "24,      PT1H,                86400",
        "25,      PT0.039999999S,      0",
        "25,      PT0.04S,             1",
        "23.976,  PT1001S,             24000",
        "23.976,  PT1H,                86313",
        "29.97,   PT1H,                107892",
        "29.97DF, PT24H,               2589410",
        "59.94DF, PT1.001S,            60",
        "59.94DF, PT1.000999999S,      59",
        "30,      PT-0.000000001S,     -1",
        "23.976,  PT-1001S,            -24000",
        "60,      PT876000000H,        189216000000000"
    })
    void frames_at(String label, Duration elapsed, long frames) {
        assertThat(FrameRate.of(label).framesAt(elapsed)).isEqualTo(frames);
    }

    @Test
    @DisplayName("SET-2: at 23.976 and 29.97 non-drop the labels fall 3.6 s behind the clock in an hour")
    void drift() {
        Duration hour = Duration.ofHours(1);
        assertThat(86_400 - FrameRate.FPS_23_976.framesAt(hour)).isEqualTo(87); // 86.3 frames, 3.596 s
        assertThat(108_000 - FrameRate.FPS_29_97.framesAt(hour)).isEqualTo(108); // 107.9 frames, 3.596 s
    }

    @Test
    @DisplayName("SET-2: a drop-frame day is 86.4 ms short of a day")
    void drop_frame_day() {
        FrameRate rate = FrameRate.FPS_29_97_DROP;
        assertThat(rate.durationOf(rate.framesPerDay())).isEqualTo(Duration.parse("PT23H59M59.9136S"));
    }

    @Test
    @DisplayName("SET-2: a frame begins at the first whole nanosecond at which it shows")
    void duration_is_rounded_up() {
        assertThat(FrameRate.FPS_24.durationOf(1)).isEqualTo(Duration.ofNanos(41_666_667));
        assertThat(FrameRate.FPS_24.durationOf(3)).isEqualTo(Duration.ofMillis(125));
        assertThat(FrameRate.FPS_24.durationOf(-1)).isEqualTo(Duration.ofNanos(-41_666_666));
        assertThat(FrameRate.FPS_23_976.durationOf(24_000)).isEqualTo(Duration.ofSeconds(1_001));
    }

    @Test
    @DisplayName("SET-2: a time too long to count is refused, not wrapped")
    void too_long() {
        Duration eternity = Duration.ofSeconds(Long.MAX_VALUE);
        assertThatThrownBy(() -> FrameRate.FPS_60.framesAt(eternity)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    @DisplayName("SET-2: only 29.97 and 59.94 can be labelled in drop frame")
    void drop_frame_twins() {
        assertThat(FrameRate.FPS_29_97.asDropFrame()).isEqualTo(FrameRate.FPS_29_97_DROP);
        assertThat(FrameRate.FPS_59_94_DROP.asDropFrame()).isEqualTo(FrameRate.FPS_59_94_DROP);
        assertThat(FrameRate.FPS_29_97_DROP.asNonDropFrame()).isEqualTo(FrameRate.FPS_29_97);
        assertThat(FrameRate.FPS_25.asNonDropFrame()).isEqualTo(FrameRate.FPS_25);
        assertThatIllegalArgumentException()
                .isThrownBy(FrameRate.FPS_23_976::asDropFrame)
                .withMessage("There is no drop-frame timecode at 23.976 frames per second");
    }

    @ParameterizedTest
    @DisplayName("SET-2: a rate is read back from its own label")
    @EnumSource
    void read_back(FrameRate rate) {
        assertThat(FrameRate.of(rate.label())).isSameAs(rate);
    }
}
