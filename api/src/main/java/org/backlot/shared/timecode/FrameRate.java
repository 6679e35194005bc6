// Why this file exists: everything about timecode leans on one closed table of rates, exact, so that none is a double.
package org.backlot.shared.timecode;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A frame rate of the field together with the way its frames are labelled (SMPTE ST 12-1).
 *
 * <p>The speed is the exact fraction {@link #numerator()} / {@link #denominator()} in frames per second. The labels
 * count {@link #nominalFramesPerSecond()} frames to a labelled second. At 29.97 and 59.94 a labelled second is
 * therefore 0.1 % longer than a real one (3.6 s in an hour); drop-frame counting makes up for it by leaving out
 * {@link #droppedLabelsPerMinute()} labels in each minute that is not a multiple of ten. Labels are dropped, never
 * pictures. 23.976 has no drop-frame counting.
 *
 * <p>In JSON a rate is its {@link #label()}, for example {@code "23.976"} or {@code "29.97DF"}.
 */
public enum FrameRate {
    FPS_23_976("23.976", 24_000, 1_001, 24, 0),
    FPS_24("24", 24, 1, 24, 0),
    FPS_25("25", 25, 1, 25, 0),
    FPS_29_97("29.97", 30_000, 1_001, 30, 0),
    FPS_29_97_DROP("29.97DF", 30_000, 1_001, 30, 2),
    FPS_30("30", 30, 1, 30, 0),
    FPS_50("50", 50, 1, 50, 0),
    FPS_59_94("59.94", 60_000, 1_001, 60, 0),
    FPS_59_94_DROP("59.94DF", 60_000, 1_001, 60, 4),
    FPS_60("60", 60, 1, 60, 0);

    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;
    private static final int TEN_MINUTE_BLOCKS_PER_DAY = 144;

    private final String label;
    private final long numerator;
    private final long denominator;
    private final int nominalFramesPerSecond;
    private final int droppedLabelsPerMinute;

    FrameRate(String label, long numerator, long denominator, int nominalFramesPerSecond, int droppedLabelsPerMinute) {
        this.label = label;
        this.numerator = numerator;
        this.denominator = denominator;
        this.nominalFramesPerSecond = nominalFramesPerSecond;
        this.droppedLabelsPerMinute = droppedLabelsPerMinute;
    }

    /**
     * The rate with this label.
     *
     * @param label exactly as {@link #label()} writes it, such as {@code "25"} or {@code "59.94DF"}
     * @throws IllegalArgumentException for any other text; the message names the allowed ones
     */
    @JsonCreator
    public static FrameRate of(String label) {
        return Arrays.stream(values())
                .filter(rate -> rate.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown frame rate \"" + label + "\": use one of " + allowedLabels()));
    }

    /** The rate's short name, also its JSON form; drop-frame counting is marked by {@code DF}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Frames in {@link #denominator()} seconds. */
    public long numerator() {
        return numerator;
    }

    /** Seconds in which {@link #numerator()} frames pass. */
    public long denominator() {
        return denominator;
    }

    /** How many frames a labelled second holds: the frame part of a label runs from 0 to one less. */
    public int nominalFramesPerSecond() {
        return nominalFramesPerSecond;
    }

    /** Labels left out at the start of each minute that is not a multiple of ten; 0 without drop-frame counting. */
    public int droppedLabelsPerMinute() {
        return droppedLabelsPerMinute;
    }

    /** Whether labels are dropped so that they keep up with the clock on the wall. */
    public boolean isDropFrame() {
        return droppedLabelsPerMinute > 0;
    }

    /** Whether frames pass equally fast at both rates, however they are labelled. */
    public boolean hasSameSpeedAs(FrameRate other) {
        return numerator == other.numerator && denominator == other.denominator;
    }

    /**
     * The same speed, labelled in drop frame.
     *
     * @throws IllegalArgumentException when drop-frame counting does not exist at this speed
     */
    public FrameRate asDropFrame() {
        return Arrays.stream(values())
                .filter(rate -> rate.isDropFrame() && rate.hasSameSpeedAs(this))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no drop-frame timecode at " + label + " frames per second"));
    }

    /** The same speed, every label used. */
    public FrameRate asNonDropFrame() {
        return Arrays.stream(values())
                .filter(rate -> !rate.isDropFrame() && rate.hasSameSpeedAs(this))
                .findFirst()
                .orElse(this);
    }

    /** Frames from label 00:00:00:00 up to the same label a day later: 2,589,408 at 29.97 drop frame. */
    public long framesPerDay() {
        return TEN_MINUTE_BLOCKS_PER_DAY * framesPerTenLabelledMinutes();
    }

    /**
     * How many whole frames have passed after a time: the number of the frame that shows at that moment, when frame 0
     * began at zero. Exact; a negative time gives a negative frame number (always rounded towards the past).
     *
     * @throws ArithmeticException when the number exceeds a {@code long}
     */
    public long framesAt(Duration elapsed) {
        // In every `denominator` seconds exactly `numerator` frames pass. Taking those runs out first leaves less than
        // 1001 seconds, whose product with the rate stays far inside a long.
        long wholeRuns = Math.floorDiv(elapsed.getSeconds(), denominator);
        long nanosecondsLeft =
                Math.floorMod(elapsed.getSeconds(), denominator) * NANOSECONDS_PER_SECOND + elapsed.getNano();
        long framesLeft = nanosecondsLeft * numerator / (denominator * NANOSECONDS_PER_SECOND);
        return Math.addExact(Math.multiplyExact(wholeRuns, numerator), framesLeft);
    }

    /**
     * When a frame begins, counted from the beginning of frame 0; also how long that many frames last.
     *
     * <p>Most frames do not begin on a whole nanosecond. The result is rounded up to the first whole nanosecond at
     * which the frame shows, so that {@code framesAt(durationOf(frames)) == frames} for every count.
     */
    public Duration durationOf(long frames) {
        long wholeRuns = Math.floorDiv(frames, numerator);
        long framesLeft = Math.floorMod(frames, numerator);
        long nanosecondsLeft = Math.ceilDiv(framesLeft * denominator * NANOSECONDS_PER_SECOND, numerator);
        return Duration.ofSeconds(wholeRuns * denominator, nanosecondsLeft);
    }

    /** The position of a frame's label among all labels, dropped ones included, counted from 00:00:00:00. */
    long labelPositionOf(long frame) {
        if (!isDropFrame()) {
            return frame;
        }
        long tenMinuteBlocks = frame / framesPerTenLabelledMinutes();
        long frameInBlock = frame % framesPerTenLabelledMinutes();
        long droppedInBlock = 0;
        if (frameInBlock >= droppedLabelsPerMinute) {
            long framesPerDroppedMinute = 60L * nominalFramesPerSecond - droppedLabelsPerMinute;
            droppedInBlock =
                    droppedLabelsPerMinute * ((frameInBlock - droppedLabelsPerMinute) / framesPerDroppedMinute);
        }
        return frame + 9L * droppedLabelsPerMinute * tenMinuteBlocks + droppedInBlock;
    }

    /** How many labels were dropped before the label at this minute of the day. */
    long droppedLabelsUpToMinute(long minuteOfDay) {
        return droppedLabelsPerMinute * (minuteOfDay - minuteOfDay / 10);
    }

    private long framesPerTenLabelledMinutes() {
        return 600L * nominalFramesPerSecond - 9L * droppedLabelsPerMinute;
    }

    private static String allowedLabels() {
        return Arrays.stream(values()).map(FrameRate::label).collect(Collectors.joining(", "));
    }
}
