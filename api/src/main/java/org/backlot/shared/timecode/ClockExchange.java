// Why this file exists: a device can only follow the server's clock if it knows how far its own is off, and how surely.
package org.backlot.shared.timecode;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * One question and answer between a device and the server, stamped four times, as in the Network Time Protocol (RFC
 * 5905, section 8). All stamps are in nanoseconds; the two clocks may count from different origins.
 *
 * @param t0 the device's clock when the question left
 * @param t1 the server's clock when the question arrived
 * @param t2 the server's clock when the answer left
 * @param t3 the device's clock when the answer arrived
 */
public record ClockExchange(long t0, long t1, long t2, long t3) {

    /**
     * @throws IllegalArgumentException when an answer came before its question ({@code t3 < t0}, {@code t2 < t1}), when
     *     the server held the message for longer than the whole exchange took, or when the stamps lie so far apart that
     *     they cannot be compared
     */
    public ClockExchange {
        if (t3 < t0) {
            throw new IllegalArgumentException("The answer arrived (" + t3 + ") before the question left (" + t0 + ")");
        }
        if (t2 < t1) {
            throw new IllegalArgumentException("The answer left (" + t2 + ") before the question arrived (" + t1 + ")");
        }
        if (areTooFarApart(t1, t0) || areTooFarApart(t2, t3) || areTooFarApart(t3, t0) || areTooFarApart(t2, t1)) {
            throw new IllegalArgumentException("The stamps lie too far apart to be compared");
        }
        if (t3 - t0 < t2 - t1) {
            throw new IllegalArgumentException(
                    "The server held the message (" + (t2 - t1) + ") longer than the exchange took (" + (t3 - t0) + ")");
        }
    }

    /** The exchange with the shortest round trip, the first of them if several; empty when there is none. */
    public static Optional<ClockExchange> best(Collection<ClockExchange> exchanges) {
        return exchanges.stream().min(Comparator.comparingLong(ClockExchange::roundTripNanoseconds));
    }

    /** What to add to the device's clock to get the server's; rounded down to a nanosecond. */
    public Duration offset() {
        long onTheWayThere = t1 - t0;
        long onTheWayBack = t2 - t3;
        // The mean of two longs, rounded down, without the overflow of their sum.
        return Duration.ofNanos((onTheWayThere & onTheWayBack) + ((onTheWayThere ^ onTheWayBack) >> 1));
    }

    /** Time spent on the way, there and back, without the time the server held the message. */
    public Duration roundTrip() {
        return Duration.ofNanos(roundTripNanoseconds());
    }

    /** The most by which {@link #offset()} can be wrong: half the round trip, rounded up to a nanosecond. */
    public Duration uncertainty() {
        return Duration.ofNanos(Math.ceilDiv(roundTripNanoseconds(), 2));
    }

    private long roundTripNanoseconds() {
        return (t3 - t0) - (t2 - t1);
    }

    private static boolean areTooFarApart(long one, long other) {
        long difference = one - other;
        // The sign of a wrapped difference contradicts its operands.
        return ((one ^ other) & (one ^ difference)) < 0;
    }
}
