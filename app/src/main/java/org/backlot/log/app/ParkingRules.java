package org.backlot.log.app;

import java.time.Clock;
import java.util.function.Consumer;
import org.backlot.log.api.DeadLetterCommand;

/**
 * When followers lay events aside, and who is told.
 *
 * @param attempts how often an event must have failed
 * @param most how many a follower may have laid aside; instead of one more it stops, because a fault of so many events is
 *     none of theirs
 * @param tell appends to the log that an event was parked, in the running unit of work
 */
public record ParkingRules(int attempts, int most, Consumer<DeadLetterCommand> tell, Clock clock) {
    public ParkingRules {
        if (attempts < 1 || most < 0) {
            throw new IllegalArgumentException("an event is parked after at least 1 attempt");
        }
    }
}
