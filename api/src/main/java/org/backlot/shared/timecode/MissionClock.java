// Why this file exists: every device of a unit must derive the same timecode from the same instant, on its own.
package org.backlot.shared.timecode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A unit's clock: at one instant it showed one timecode, and it has run freely since ("free run").
 *
 * <p>It holds no time of its own: whoever asks says which instant is meant. Two devices with the same anchor and the
 * same idea of now agree on the frame.
 *
 * @param anchoredAt the instant at which a frame began
 * @param timecodeAtAnchor the timecode of that frame, and with it the clock's rate
 */
public record MissionClock(Instant anchoredAt, Timecode timecodeAtAnchor) {

    public MissionClock {
        Objects.requireNonNull(anchoredAt, "anchoredAt");
        Objects.requireNonNull(timecodeAtAnchor, "timecodeAtAnchor");
    }

    /**
     * The default clock of a shooting day: time of day, started at the day's first moment in the zone.
     *
     * <p>Free run means that it keeps counting frames: at 23.976 and at 29.97 non-drop its labels fall behind the wall
     * clock by 3.6 s an hour, and it does not jump when daylight saving starts or ends. {@link #jammedAt} sets it anew.
     */
    public static MissionClock timeOfDay(LocalDate shootingDay, ZoneId zone, FrameRate rate) {
        return jammedAt(shootingDay.atStartOfDay(zone).toInstant(), zone, rate);
    }

    /**
     * A clock set to the time of day at a moment ("jam sync"): from the last full second on it runs freely.
     *
     * <p>Its label at that second is the wall clock's {@code HH:MM:SS} with frame 00, or the first frame of that second
     * that exists in drop frame.
     */
    public static MissionClock jammedAt(Instant moment, ZoneId zone, FrameRate rate) {
        Instant fullSecond = Instant.ofEpochSecond(moment.getEpochSecond());
        LocalTime wallClock = LocalTime.ofInstant(fullSecond, zone);
        return new MissionClock(fullSecond, firstFrameOf(wallClock, rate));
    }

    /** The frames' rate and the way they are labelled. */
    public FrameRate rate() {
        return timecodeAtAnchor.rate();
    }

    /** The timecode that shows at an instant, before or after the anchor, wrapping at 24 labelled hours. */
    public Timecode timecodeAt(Instant now) {
        return timecodeAtAnchor.plus(rate().framesAt(Duration.between(anchoredAt, now)));
    }

    private static Timecode firstFrameOf(LocalTime wallClock, FrameRate rate) {
        long minuteOfDay = 60L * wallClock.getHour() + wallClock.getMinute();
        long labelPosition = (long) rate.nominalFramesPerSecond() * wallClock.toSecondOfDay();
        boolean startsAtDroppedLabel = wallClock.getSecond() == 0 && wallClock.getMinute() % 10 != 0;
        long firstLabel = startsAtDroppedLabel ? labelPosition + rate.droppedLabelsPerMinute() : labelPosition;
        return new Timecode(firstLabel - rate.droppedLabelsUpToMinute(minuteOfDay), rate);
    }
}
