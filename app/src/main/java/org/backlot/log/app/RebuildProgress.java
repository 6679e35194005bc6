package org.backlot.log.app;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the making anew of a view has come.
 *
 * @param position up to which the log is folded
 * @param head the newest position of the log
 * @param resumedFrom where it went on; 0 where it began anew
 * @param eventsPerSecond since it began or went on
 * @param secondsLeft at this pace, without what is written meanwhile; -1 where nobody can tell yet
 */
public record RebuildProgress(
        String projection, long position, long head, long resumedFrom, long eventsPerSecond, long secondsLeft) {
    static RebuildProgress at(String projection, long position, long head, long from, Instant since, Instant now) {
        long millis = Math.max(1, Duration.between(since, now).toMillis());
        long pace = (position - from) * 1000 / millis;
        long left = pace == 0 ? -1 : Math.max(0, head - position) / pace;
        return new RebuildProgress(projection, position, head, from, pace, left);
    }
}
