// Why this file exists: the labels that trip up timecode code are written down here, next to a whole day of them.
package org.backlot.shared.timecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimecodeTest {

    @ParameterizedTest(name = "frame {1} at {0} is {2}")
    @DisplayName("SET-2: frame counts and labels agree with the published table")
    @CsvSource({
        "29.97DF, 0,       00:00:00;00",
        "29.97DF, 1799,    00:00:59;29",
        "29.97DF, 1800,    00:01:00;02",
        "29.97DF, 17981,   00:09:59;29",
        "29.97DF, 17982,   00:10:00;00",
        "29.97DF, 107892,  01:00:00;00",
        "29.97DF, 2589407, 23:59:59;29",
        "59.94DF, 3599,    00:00:59;59",
        "59.94DF, 3600,    00:01:00;04",
        "59.94DF, 35964,   00:10:00;00",
        "59.94DF, 5178815, 23:59:59;59",
        "29.97,   1800,    00:01:00:00",
        "29.97,   2591999, 23:59:59:29",
        "23.976,  86400,   01:00:00:00",
        "25,      2159999, 23:59:59:24",
        "60,      5183999, 23:59:59:59"
    })
    void table(String rateLabel, long frame, String label) {
        Timecode timecode = new Timecode(frame, FrameRate.of(rateLabel));

        assertThat(timecode.label()).isEqualTo(label);
        assertThat(Timecode.parse(label, FrameRate.of(rateLabel))).isEqualTo(timecode);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("SET-2: every frame of a drop-frame day has the label that counting step by step gives it")
    @EnumSource(names = {"FPS_29_97_DROP", "FPS_59_94_DROP"})
    void whole_day(FrameRate rate) {
        StepCounter counter = new StepCounter(rate.nominalFramesPerSecond(), rate.droppedLabelsPerMinute());
        long frames = 0;
        do {
            Timecode timecode = new Timecode(frames, rate);
            String label = timecode.label();
            if (!counter.shows(label) || Timecode.parse(label, rate).frame() != frames) {
                assertThat(label).as("frame %d", frames).isEqualTo(counter.toString());
                assertThat(Timecode.parse(label, rate)).isEqualTo(timecode);
            }
            counter.step();
            frames++;
        } while (!counter.isAtMidnight());

        assertThat(frames).isEqualTo(rate.framesPerDay());
    }

    @ParameterizedTest(name = "{1} at {0}")
    @DisplayName("SET-2: a label that no frame bears is refused")
    @CsvSource({
        "29.97DF, 00:01:00;00, 'this label is dropped, no frame bears it'",
        "29.97DF, 00:01:00;01, 'this label is dropped, no frame bears it'",
        "29.97DF, 23:59:00;01, 'this label is dropped, no frame bears it'",
        "59.94DF, 00:01:00;03, 'this label is dropped, no frame bears it'",
        "29.97DF, 00:01:00:02, the frames must follow a ';'",
        "29.97,   00:01:00;02, the frames must follow a ':'",
        "25,      00:00:00.00, the frames must follow a ':'",
        "25,      24:00:00:00, a day has hours 00 to 23",
        "25,      00:60:00:00, minutes and seconds go from 00 to 59",
        "25,      00:00:60:00, minutes and seconds go from 00 to 59",
        "25,      00:00:00:25, frames go from 00 to 24",
        "23.976,  00:00:00:24, frames go from 00 to 23",
        "29.97DF, 00:00:00;30, frames go from 00 to 29",
        "25,      '',          it must look like HH:MM:SS:FF",
        "25,      0:00:00:00,  it must look like HH:MM:SS:FF",
        "29.97DF, 1:00:00;00,  it must look like HH:MM:SS;FF",
        "25,      00:00:00:000, it must look like HH:MM:SS:FF",
        "25,      00;00:00:00, it must look like HH:MM:SS:FF",
        "25,      -1:00:00:00, it must look like HH:MM:SS:FF",
        "25,      0a:00:00:00, it must look like HH:MM:SS:FF",
        "25,      ٠١:00:00:00, it must look like HH:MM:SS:FF"
    })
    void refused_labels(String rateLabel, String label, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timecode.parse(label, FrameRate.of(rateLabel)))
                .withMessage("\"" + label + "\" is not a timecode at " + rateLabel + ": " + reason);
    }

    @Test
    @DisplayName("SET-2: labels 00 and 01 exist at every tenth minute in drop frame")
    void tenth_minutes_drop_nothing() {
        assertThat(Timecode.parse("00:10:00;00", FrameRate.FPS_29_97_DROP).frame())
                .isEqualTo(17_982);
        assertThat(Timecode.parse("00:10:00;01", FrameRate.FPS_29_97_DROP).frame())
                .isEqualTo(17_983);
    }

    @ParameterizedTest
    @DisplayName("SET-2: a frame before the day or after it is refused")
    @EnumSource
    void frames_outside_the_day(FrameRate rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Timecode(-1, rate));
        assertThatIllegalArgumentException().isThrownBy(() -> new Timecode(rate.framesPerDay(), rate));
    }

    @Test
    @DisplayName("SET-2: timecode wraps at midnight, in drop frame after 2,589,408 frames")
    void wraps_at_midnight() {
        Timecode last = new Timecode(2_589_407, FrameRate.FPS_29_97_DROP);

        assertThat(last.plus(1).label()).isEqualTo("00:00:00;00");
        assertThat(last.plus(1).minus(1)).isEqualTo(last);
        assertThat(last.framesUntil(last.plus(2))).isEqualTo(2);
        assertThat(Timecode.wrapping(-1, FrameRate.FPS_29_97_DROP)).isEqualTo(last);
        assertThat(Timecode.wrapping(2_589_408, FrameRate.FPS_29_97_DROP).frame())
                .isZero();
    }

    @ParameterizedTest
    @DisplayName("SET-2: steps as large as a number can be still land on a frame of the day")
    @EnumSource
    void largest_steps(FrameRate rate) {
        Timecode noon = new Timecode(rate.framesPerDay() / 2, rate);

        assertThat(noon.plus(Long.MAX_VALUE).minus(Long.MAX_VALUE)).isEqualTo(noon);
        assertThat(noon.plus(Long.MIN_VALUE).minus(Long.MIN_VALUE)).isEqualTo(noon);
    }

    @Test
    @DisplayName("SET-2: frames between timecodes of different rates are not counted")
    void different_rates() {
        Timecode drop = new Timecode(0, FrameRate.FPS_29_97_DROP);
        Timecode nonDrop = new Timecode(0, FrameRate.FPS_29_97);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> drop.framesUntil(nonDrop))
                .withMessageContaining("the rates differ");
    }

    @Test
    @DisplayName("SET-2: in messages a timecode tells its rate")
    void in_messages() {
        assertThat(new Timecode(1_800, FrameRate.FPS_29_97_DROP)).hasToString("00:01:00;02@29.97DF");
    }

    /** Counts labels one at a time, as the generator in a camera does, knowing nothing of frame counts. */
    private static final class StepCounter {

        private final int framesPerSecond;
        private final int droppedLabels;
        private int hours;
        private int minutes;
        private int seconds;
        private int frames;

        StepCounter(int framesPerSecond, int droppedLabels) {
            this.framesPerSecond = framesPerSecond;
            this.droppedLabels = droppedLabels;
        }

        void step() {
            frames++;
            if (frames == framesPerSecond) {
                frames = 0;
                seconds++;
            }
            if (seconds == 60) {
                seconds = 0;
                minutes++;
                frames = minutes % 10 == 0 ? 0 : droppedLabels;
            }
            if (minutes == 60) {
                minutes = 0;
                hours++;
            }
            if (hours == 24) {
                hours = 0;
            }
        }

        boolean isAtMidnight() {
            return hours == 0 && minutes == 0 && seconds == 0 && frames == 0;
        }

        boolean shows(String label) {
            return label.length() == 11
                    && hasDigits(label, 0, hours)
                    && hasDigits(label, 3, minutes)
                    && hasDigits(label, 6, seconds)
                    && label.charAt(8) == ';'
                    && hasDigits(label, 9, frames);
        }

        private static boolean hasDigits(String label, int position, int number) {
            return label.charAt(position) == '0' + number / 10 && label.charAt(position + 1) == '0' + number % 10;
        }

        @Override
        public String toString() {
            return "%02d:%02d:%02d;%02d".formatted(hours, minutes, seconds, frames);
        }
    }
}
