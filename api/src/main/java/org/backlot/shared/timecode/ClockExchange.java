// Why this file exists: a device can only follow the server's clock if it knows how far its own is off, and how surely.
package org.backlot.shared.timecode;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * One question and answer between a device and the server, stamped four times, as in the Network Time Protocol (RFC
 * 5905, section 8).
 *
 * <p>All stamps are in microseconds; the two clocks may count from different origins. Microseconds, because a browser
 * keeps those since 1970 exactly in its numbers, but not nanoseconds.
 *
 * @param t0 the device's clock when the question left
 * @param t1 the server's clock when the question arrived
 * @param t2 the server's clock when the answer left
 * @param t3 the device's clock when the answer arrived
 */
public record ClockExchange(long t0, long t1, long t2, long t3) {

    /**
     * @throws IllegalArgumentException when an answer came before its question ({@code t3 < t0}, {@code t2 < t1}), or
     *     the server held the message for longer than the whole exchange took
     */
    public ClockExchange {
        if (t3 < t0) {
            throw new IllegalArgumentException("The answer arrived (" + t3 + ") before the question left (" + t0 + ")");
        }
        if (t2 < t1) {
            throw new IllegalArgumentException("The answer left (" + t2 + ") before the question arrived (" + t1 + ")");
        }
        if (between(t0, t3).compareTo(between(t1, t2)) < 0) {
            throw new IllegalArgumentException("The server held the message for " + between(t1, t2)
                    + ", longer than the exchange took: " + between(t0, t3));
        }
    }

    /** The exchange with the shortest round trip, the first of them if several; empty when there is none. */
    public static Optional<ClockExchange> best(Collection<ClockExchange> exchanges) {
        return exchanges.stream().min(Comparator.comparing(ClockExchange::roundTrip));
    }

    /** What to add to the device's clock to get the server's; negative when the device is ahead. */
    public Duration offset() {
        return between(t0, t1).plus(between(t3, t2)).dividedBy(2);
    }

    /** Time spent on the way, there and back, without the time the server held the message. */
    public Duration roundTrip() {
        return between(t0, t3).minus(between(t1, t2));
    }

    /** The most by which {@link #offset()} can be wrong: half the round trip. */
    public Duration uncertainty() {
        return roundTrip().dividedBy(2);
    }

    private static Duration between(long earlier, long later) {
        return Duration.of(later, ChronoUnit.MICROS).minus(Duration.of(earlier, ChronoUnit.MICROS));
    }
}
