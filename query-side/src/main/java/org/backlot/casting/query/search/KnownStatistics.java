package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.backlot.casting.api.search.SearchKind;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What PostgreSQL knows of the index, looked up once a minute. */
@Component
class KnownStatistics {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private record Looked(Instant at, SearchStatistics statistics) {}

    private final DatabaseClient database;
    private final Clock clock;
    private final Map<SearchKind, Looked> known = new ConcurrentHashMap<>();

    KnownStatistics(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<SearchStatistics> of(SearchKind kind) {
        var now = clock.instant();
        return Mono.justOrEmpty(Optional.ofNullable(known.get(kind))
                        .filter(looked -> looked.at().plus(GOOD_FOR).isAfter(now))
                        .map(Looked::statistics))
                .switchIfEmpty(Mono.defer(() -> database.sql(SearchStatistics.ASK)
                        .bind("table", kind.wireName())
                        .map(KnownStatistics::read)
                        .one()
                        .defaultIfEmpty(SearchStatistics.UNKNOWN)
                        .doOnNext(read -> known.put(kind, new Looked(now, read)))));
    }

    private static SearchStatistics read(Readable row) {
        return SearchStatistics.of(
                Optional.ofNullable(row.get("row_count", Double.class)).orElse(0.0),
                Optional.ofNullable(row.get("terms", String[].class)).orElse(new String[0]),
                Optional.ofNullable(row.get("shares", Float[].class)).orElse(new Float[0]),
                Optional.ofNullable(row.get("common", Integer[].class)).orElse(new Integer[0]),
                Optional.ofNullable(row.get("common_shares", Float[].class)).orElse(new Float[0]),
                Optional.ofNullable(row.get("spread", Integer[].class)).orElse(new Integer[0]),
                Optional.ofNullable(row.get("activity", Double[].class)).orElse(new Double[0]));
    }
}
