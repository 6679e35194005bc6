package org.backlot.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Requests that were answered, one after the other by each client.
 *
 * @param seconds from the first request to the last answer
 * @param nanoseconds how long each one took, in ascending order
 */
public record Measured(double seconds, long[] nanoseconds) {
    private static final double NANOSECONDS_IN_MILLISECOND = 1e6;

    public Measured {
        nanoseconds = nanoseconds.clone();
        Arrays.sort(nanoseconds);
    }

    /** Things of which only the number and the time for all is known; one alone takes no time. */
    public static Measured of(long count, Duration taken) {
        return new Measured(taken.toNanos() / 1e9, new long[Math.toIntExact(count)]);
    }

    /** All rounds as one. */
    public static Measured together(List<Measured> rounds) {
        return new Measured(
                rounds.stream().mapToDouble(Measured::seconds).sum(),
                rounds.stream()
                        .flatMapToLong(round -> LongStream.of(round.nanoseconds))
                        .toArray());
    }

    /** The same where each request stood for so many things. */
    public Measured times(int things) {
        return new Measured(
                seconds,
                LongStream.of(nanoseconds)
                        .flatMap(each -> LongStream.generate(() -> each).limit(things))
                        .toArray());
    }

    public int count() {
        return nanoseconds.length;
    }

    public double perSecond() {
        return count() / seconds;
    }

    /** So many milliseconds or less took that share of them; by nearest rank. */
    public double milliseconds(double share) {
        if (nanoseconds.length == 0) {
            throw new BenchmarkFailed("nothing was measured");
        }
        int rank = (int) Math.ceil(share * nanoseconds.length);
        return nanoseconds[Math.max(rank, 1) - 1] / NANOSECONDS_IN_MILLISECOND;
    }
}
