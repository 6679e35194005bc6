// Why this file exists: frames and time must convert exactly at every rate, not only at the examples we thought of.
package org.backlot.shared.timecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FrameRateProperties {

    private static final long HUNDRED_YEARS_OF_FRAMES = 200_000_000_000L;
    private static final long HUNDRED_YEARS_OF_SECONDS = 3_155_760_000L;
    private static final BigInteger NANOSECONDS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

    @Property
    @Label("SET-2: the frame that shows when a frame begins is that frame")
    void frame_to_time_and_back(
            @ForAll FrameRate rate,
            @ForAll @LongRange(min = -HUNDRED_YEARS_OF_FRAMES, max = HUNDRED_YEARS_OF_FRAMES) long frames) {
        assertThat(rate.framesAt(rate.durationOf(frames))).isEqualTo(frames);
    }

    @Property
    @Label("SET-2: one nanosecond earlier the frame before still shows")
    void frame_begins_no_earlier(
            @ForAll FrameRate rate,
            @ForAll @LongRange(min = -HUNDRED_YEARS_OF_FRAMES, max = HUNDRED_YEARS_OF_FRAMES) long frames) {
        assertThat(rate.framesAt(rate.durationOf(frames).minusNanos(1))).isEqualTo(frames - 1);
    }

    @Property
    @Label("SET-2: frames passed agree with the fraction computed without bounds")
    void agrees_with_unbounded_arithmetic(
            @ForAll FrameRate rate,
            @ForAll @LongRange(min = -HUNDRED_YEARS_OF_SECONDS, max = HUNDRED_YEARS_OF_SECONDS) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanoseconds) {
        BigInteger elapsed =
                BigInteger.valueOf(seconds).multiply(NANOSECONDS_PER_SECOND).add(BigInteger.valueOf(nanoseconds));
        BigInteger dividend = elapsed.multiply(BigInteger.valueOf(rate.numerator()));
        BigInteger divisor = NANOSECONDS_PER_SECOND.multiply(BigInteger.valueOf(rate.denominator()));
        BigInteger[] quotientAndRest = dividend.divideAndRemainder(divisor);
        BigInteger towardsThePast =
                quotientAndRest[1].signum() < 0 ? quotientAndRest[0].subtract(BigInteger.ONE) : quotientAndRest[0];

        assertThat(rate.framesAt(Duration.ofSeconds(seconds, nanoseconds))).isEqualTo(towardsThePast.longValueExact());
    }

    @Property
    @Label("SET-2: a labelled day lasts a day, within the tenth of a percent that its labels run slow")
    void labelled_day(@ForAll FrameRate rate) {
        Duration day = rate.durationOf(rate.framesPerDay());

        assertThat(day).isBetween(Duration.parse("PT23H59M59.9S"), Duration.parse("PT24H1M26.4S"));
        if (rate.isDropFrame()) {
            assertThat(day).isLessThan(Duration.ofHours(24));
        }
    }
}
