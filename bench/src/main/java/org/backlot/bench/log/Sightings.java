package org.backlot.bench.log;

import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each event was seen, by the clock that all processes of a machine share. */
final class Sightings implements Projection {
    private final Map<Long, Long> micros = new ConcurrentHashMap<>();

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public void apply(Connection connection, List<Posted> batch) {
        long now = now();
        batch.forEach(posted -> see(posted.number(), now));
    }

    /** The first time counts. */
    void see(long number, long at) {
        micros.putIfAbsent(number, at);
    }

    /** By the number of the event, in microseconds since 1970. */
    Map<Long, Long> all() {
        return micros;
    }

    boolean has(long number) {
        return micros.containsKey(number);
    }
}
