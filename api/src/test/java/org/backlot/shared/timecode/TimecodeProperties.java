// Why this file exists: what holds for timecode must hold for every frame of the day at every rate.
package org.backlot.shared.timecode;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class TimecodeProperties {

    @Property
    @Label("SET-2: a label read back is the same frame")
    void label_and_back(@ForAll("timecodes") Timecode timecode) {
        assertThat(Timecode.parse(timecode.label(), timecode.rate())).isEqualTo(timecode);
    }

    @Property
    @Label("SET-2: a later frame of the day has a later label")
    void labels_ascend(@ForAll("timecodes") Timecode timecode) {
        Timecode next = timecode.plus(1);
        if (next.frame() == 0) {
            assertThat(next.label()).isEqualTo(new Timecode(0, timecode.rate()).label());
        } else {
            assertThat(next.label()).isGreaterThan(timecode.label());
        }
    }

    @Property
    @Label("SET-2: frames added and taken away again change nothing")
    void plus_and_minus(@ForAll("timecodes") Timecode timecode, @ForAll long frames) {
        assertThat(timecode.plus(frames).minus(frames)).isEqualTo(timecode);
        assertThat(timecode.minus(frames).plus(frames)).isEqualTo(timecode);
    }

    @Property
    @Label("SET-2: frames counted up to a timecode lead there, past midnight if need be")
    void frames_until(@ForAll("timecodes") Timecode timecode, @ForAll long steps) {
        Timecode other = timecode.plus(steps);
        long frames = timecode.framesUntil(other);

        assertThat(timecode.plus(frames)).isEqualTo(other);
        assertThat(frames).isBetween(0L, timecode.rate().framesPerDay() - 1);
    }

    @Property
    @Label("SET-2: a day later the label is the same")
    void a_day_later(@ForAll("timecodes") Timecode timecode, @ForAll @LongRange(min = -1_000, max = 1_000) long days) {
        assertThat(timecode.plus(days * timecode.rate().framesPerDay())).isEqualTo(timecode);
    }

    @Property
    @Label("SET-2: no frame bears a label that drop frame leaves out")
    void dropped_labels_never_show(@ForAll("timecodes") Timecode timecode) {
        String label = timecode.label();
        boolean isStartOfMinute = label.startsWith("00", 6);
        boolean isTenthMinute = label.charAt(4) == '0';
        int frames = Integer.parseInt(label.substring(9));

        if (isStartOfMinute && !isTenthMinute) {
            assertThat(frames).isGreaterThanOrEqualTo(timecode.rate().droppedLabelsPerMinute());
        }
        assertThat(frames).isLessThan(timecode.rate().nominalFramesPerSecond());
    }

    @Property
    @Label("SET-2: a stretch of frames ends where counting its frames leads, and is found again from its two ends")
    void spans(@ForAll("timecodes") Timecode in, @ForAll @LongRange(min = 1, max = 2_073_599) long frames) {
        FrameSpan span = new FrameSpan(in, frames);

        assertThat(span.out()).isEqualTo(in.plus(frames));
        assertThat(FrameSpan.between(span.in(), span.out())).isEqualTo(span);
    }

    @Provide
    Arbitrary<Timecode> timecodes() {
        return Arbitraries.of(FrameRate.class)
                .flatMap(rate -> Arbitraries.oneOf(anyFrame(rate), framesAroundMinutes(rate))
                        .map(frame -> new Timecode(frame, rate)));
    }

    private static Arbitrary<Long> anyFrame(FrameRate rate) {
        return Arbitraries.longs().between(0, rate.framesPerDay() - 1);
    }

    /** Where labels are dropped, a frame chosen at random would hardly ever lie. */
    private static Arbitrary<Long> framesAroundMinutes(FrameRate rate) {
        long framesPerMinute = 60L * rate.nominalFramesPerSecond();
        return Arbitraries.longs()
                .between(0, 1_439)
                .flatMap(minute -> Arbitraries.longs()
                        .between(-6, 6)
                        .map(step -> minute * framesPerMinute - rate.droppedLabelsUpToMinute(minute) + step))
                .map(frame -> Math.floorMod(frame, rate.framesPerDay()));
    }
}
