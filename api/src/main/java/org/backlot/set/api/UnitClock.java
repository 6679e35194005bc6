// Why this file exists: the command that stamps a take and every clock on set must derive the same timecode.
package org.backlot.set.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.MissionClock;
import org.backlot.shared.timecode.Timecode;

/**
 * What a unit's mission clock is made of: time of day in the production's zone, at the production's rate. It starts at
 * local midnight and runs freely until the next (SET-2; CLAP week 6).
 */
public record UnitClock(FrameRate frameRate, ZoneId timeZone) {

    /** The clock of the shooting day that an instant falls on. */
    public MissionClock missionClock(Instant moment) {
        return MissionClock.timeOfDay(moment.atZone(timeZone).toLocalDate(), timeZone, frameRate);
    }

    /** The timecode that shows at an instant. */
    public Timecode timecodeAt(Instant moment) {
        return missionClock(moment).timecodeAt(moment);
    }

    /**
     * How many frames of the clock begin from one moment to another: the difference of the two frame numbers, exactly.
     * The clock of the first moment's day counts, so that a take runs on past midnight.
     *
     * @return 0 within one frame; negative where {@code to} comes first
     */
    public long framesBetween(Instant from, Instant to) {
        var anchor = missionClock(from).anchoredAt();
        return frameRate.framesAt(Duration.between(anchor, to)) - frameRate.framesAt(Duration.between(anchor, from));
    }
}
