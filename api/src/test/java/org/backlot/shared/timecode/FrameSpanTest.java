// Why this file exists: an out point that counts itself in, or an empty take, would shift every cut after it.
package org.backlot.shared.timecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrameSpanTest {

    private static final FrameRate RATE = FrameRate.FPS_25;

    @Test
    @DisplayName("WRP-2: the out point is the first frame that is not part of the stretch")
    void out_is_exclusive() {
        FrameSpan span = new FrameSpan(Timecode.parse("10:00:00:00", RATE), 25);

        assertThat(span.out().label()).isEqualTo("10:00:01:00");
    }

    @Test
    @DisplayName("WRP-2: a night shoot's take may run past midnight")
    void past_midnight() {
        FrameSpan span = FrameSpan.between(Timecode.parse("23:59:59:00", RATE), Timecode.parse("00:00:01:00", RATE));

        assertThat(span.frames()).isEqualTo(50);
    }

    @Test
    @DisplayName("WRP-2: an empty stretch, a backward one and one of a whole day are refused")
    void refused() {
        Timecode in = Timecode.parse("10:00:00:00", RATE);

        assertThatIllegalArgumentException().isThrownBy(() -> new FrameSpan(in, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameSpan(in, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameSpan(in, RATE.framesPerDay()));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameSpan.between(in, in));
    }
}
