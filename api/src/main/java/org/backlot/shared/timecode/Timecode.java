// Why this file exists: a point in a recording must survive storage and arithmetic exactly; only a frame count does.
package org.backlot.shared.timecode;

import java.util.Objects;

/**
 * A frame of the day: how many frames after label 00:00:00:00, and at which rate (SMPTE ST 12-1).
 *
 * <p>Counting starts at zero and wraps after 24 labelled hours. All arithmetic is on frames, never on labels: frame
 * 1799 at 29.97 drop frame is {@code 00:00:59;29} and the next one is {@code 00:01:00;02}.
 *
 * @param frame frames since 00:00:00:00, from 0 to one less than {@link FrameRate#framesPerDay()}
 * @param rate the rate and the way its frames are labelled
 */
public record Timecode(long frame, FrameRate rate) {

    private static final int LABEL_LENGTH = 11;
    private static final String LABEL_SHAPE = "HH:MM:SS:FF";

    /** @throws IllegalArgumentException when the frame is negative or not of this day */
    public Timecode {
        Objects.requireNonNull(rate, "rate");
        if (frame < 0 || frame >= rate.framesPerDay()) {
            throw new IllegalArgumentException(
                    "Frame " + frame + " is not within a day of " + rate.framesPerDay() + " frames at " + rate.label());
        }
    }

    /**
     * The timecode after a running count of frames from 00:00:00:00, which may be negative or longer than a day.
     *
     * @param runningFrames frames since some midnight label
     */
    public static Timecode wrapping(long runningFrames, FrameRate rate) {
        return new Timecode(Math.floorMod(runningFrames, rate.framesPerDay()), rate);
    }

    /**
     * Reads a label: {@code HH:MM:SS:FF}, or {@code HH:MM:SS;FF} at a drop-frame rate.
     *
     * @throws IllegalArgumentException when the text has another shape or separator, or when no frame bears this label,
     *     such as {@code 00:01:00;00} in drop frame; the message says which
     */
    public static Timecode parse(String label, FrameRate rate) {
        if (label.length() != LABEL_LENGTH || label.charAt(2) != ':' || label.charAt(5) != ':') {
            throw refused(label, rate, "it must look like " + shapeAt(rate));
        }
        int hours = twoDigits(label, 0, rate);
        int minutes = twoDigits(label, 3, rate);
        int seconds = twoDigits(label, 6, rate);
        int frames = twoDigits(label, 9, rate);
        if (label.charAt(8) != frameSeparatorAt(rate)) {
            throw refused(label, rate, "the frames must follow a '" + frameSeparatorAt(rate) + "'");
        }
        if (hours > 23) {
            throw refused(label, rate, "a day has hours 00 to 23");
        }
        if (minutes > 59 || seconds > 59) {
            throw refused(label, rate, "minutes and seconds go from 00 to 59");
        }
        if (frames >= rate.nominalFramesPerSecond()) {
            throw refused(label, rate, "frames go from 00 to " + (rate.nominalFramesPerSecond() - 1));
        }
        if (seconds == 0 && minutes % 10 != 0 && frames < rate.droppedLabelsPerMinute()) {
            throw refused(label, rate, "this label is dropped, no frame bears it");
        }
        long minuteOfDay = 60L * hours + minutes;
        long labelPosition = rate.nominalFramesPerSecond() * (60L * minuteOfDay + seconds) + frames;
        return new Timecode(labelPosition - rate.droppedLabelsUpToMinute(minuteOfDay), rate);
    }

    /** What people read: {@code HH:MM:SS:FF}, with {@code ;} before the frames in drop frame. */
    public String label() {
        long labelPosition = rate.labelPositionOf(frame);
        int frames = (int) (labelPosition % rate.nominalFramesPerSecond());
        int secondOfDay = (int) (labelPosition / rate.nominalFramesPerSecond());
        char[] text = new char[LABEL_LENGTH];
        putTwoDigits(text, 0, secondOfDay / 3_600);
        text[2] = ':';
        putTwoDigits(text, 3, secondOfDay / 60 % 60);
        text[5] = ':';
        putTwoDigits(text, 6, secondOfDay % 60);
        text[8] = frameSeparatorAt(rate);
        putTwoDigits(text, 9, frames);
        return new String(text);
    }

    /** The timecode this many frames later (earlier when negative), past midnight if need be. */
    public Timecode plus(long frames) {
        return wrapping(frame + frames % rate.framesPerDay(), rate);
    }

    /** The timecode this many frames earlier (later when negative), past midnight if need be. */
    public Timecode minus(long frames) {
        return wrapping(frame - frames % rate.framesPerDay(), rate);
    }

    /**
     * Frames from this timecode forward to the other one, past midnight if the other has the smaller label.
     *
     * @return from 0 (the same frame) to one less than a day
     * @throws IllegalArgumentException when the rates differ
     */
    public long framesUntil(Timecode later) {
        if (rate != later.rate) {
            throw new IllegalArgumentException(
                    "Frames between " + this + " and " + later + " cannot be counted: the rates differ");
        }
        return Math.floorMod(later.frame - frame, rate.framesPerDay());
    }

    @Override
    public String toString() {
        return label() + "@" + rate.label();
    }

    private static char frameSeparatorAt(FrameRate rate) {
        return rate.isDropFrame() ? ';' : ':';
    }

    private static String shapeAt(FrameRate rate) {
        return LABEL_SHAPE.substring(0, 8) + frameSeparatorAt(rate) + LABEL_SHAPE.substring(9);
    }

    private static int twoDigits(String label, int position, FrameRate rate) {
        int tens = label.charAt(position) - '0';
        int ones = label.charAt(position + 1) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw refused(label, rate, "it must look like " + shapeAt(rate));
        }
        return 10 * tens + ones;
    }

    private static void putTwoDigits(char[] text, int position, int number) {
        text[position] = (char) ('0' + number / 10);
        text[position + 1] = (char) ('0' + number % 10);
    }

    private static IllegalArgumentException refused(String label, FrameRate rate, String reason) {
        return new IllegalArgumentException("\"" + label + "\" is not a timecode at " + rate.label() + ": " + reason);
    }
}
