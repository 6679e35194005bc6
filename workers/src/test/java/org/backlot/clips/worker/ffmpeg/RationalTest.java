package org.backlot.clips.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RationalTest {
    private static final Rational NTSC = new Rational(30_000, 1_001);

    @Test
    @DisplayName("CLP-4: rates stay fractions: an hour at 29.97 is 107,892 frames, and each begins where it begins")
    void exact() {
        assertThat(NTSC.nearestFrame(Duration.ofHours(1))).isEqualTo(107_892);
        assertThat(NTSC.secondsOf(30_000)).isEqualByComparingTo("1001");
        for (long frame = 0; frame < 200_000; frame += 977) {
            assertThat(NTSC.nearestFrame(NTSC.durationOf(frame))).isEqualTo(frame);
        }
        assertThat(Rational.of("60000/2002")).isEqualTo(NTSC).hasToString("30000/1001");
        assertThatThrownBy(() -> new Rational(25, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("CLP-4: a measured rate stands for a common one near it, and for none where none is near")
    void common() {
        assertThat(Rational.common(29.97)).contains(NTSC);
        assertThat(Rational.common(23.98)).contains(new Rational(24_000, 1_001));
        assertThat(Rational.common(24.0)).contains(new Rational(24, 1));
        assertThat(Rational.common(239.76)).contains(new Rational(240_000, 1_001));
        assertThat(Rational.common(27.3)).isEmpty();
    }
}
