// Why this file exists: a consent or a verification that was withdrawn has to be gone with the answer to the request
// that withdrew it, and memory hears of it a little later.
package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.backlot.casting.query.search.memory.KnownPerson;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.SharedTrips;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks of whom something has changed since a position of the log, by one statement for all who ask at the same time. */
@Component
final class PeopleSince {
    /** While one statement is under way, those who ask are gathered for the next. */
    private static final int AT_A_TIME = Math.ceilDiv(Runtime.getRuntime().availableProcessors(), 2);

    private static final int MOST_TOGETHER = 64;

    private final DatabaseClient database;
    private final SharedTrips<Asked> trips = new SharedTrips<>(AT_A_TIME, MOST_TOGETHER, this::answer);

    PeopleSince(@Qualifier("searchDatabase") DatabaseClient database) {
        this.database = database;
    }

    private record Asked(long known, AtomicReference<Map<UUID, KnownPerson>> answer) {}

    /**
     * Those of whom something has changed, as they are when this is asked, or later.
     *
     * @param known the position of the log up to which people are known
     */
    Mono<Map<UUID, KnownPerson>> of(long known) {
        return Mono.defer(() -> {
            var asked = new Asked(known, new AtomicReference<>());
            return trips.ask(asked).then(Mono.fromSupplier(asked.answer()::get));
        });
    }

    // Whoever knows more is told what they know already.
    private Mono<Void> answer(List<Asked> together) {
        long known = together.stream().mapToLong(Asked::known).min().orElseThrow();
        return database.sql(Sight.PEOPLE_SINCE)
                .bind("known", known)
                .map(PeopleSince::person)
                .all()
                .collect(Collectors.toUnmodifiableMap(KnownPerson::account, person -> person))
                .doOnNext(people -> together.forEach(asked -> asked.answer().set(people)))
                .then();
    }

    /** Reads a row of {@link Sight#PEOPLE} or {@link Sight#PEOPLE_SINCE}. */
    static KnownPerson person(Readable row) {
        return new KnownPerson(
                Columns.uuid(row, "account_id"),
                Columns.flag(row, "shown"),
                Optional.ofNullable(row.get("verified_until", Instant.class)));
    }
}
