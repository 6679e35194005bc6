package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.platform.query.SharedTrips;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads a page of what was found in memory, by one statement with the pages of whoever else waits for theirs. */
@Component
final class SharedPages {
    /** While one statement is under way, those for the next are gathered: more at once would bring fewer each. */
    private static final int AT_A_TIME = Math.ceilDiv(Runtime.getRuntime().availableProcessors(), 2);

    private static final int MOST_TOGETHER = 64;

    private final DatabaseClient database;
    private final Map<SearchKind, SharedTrips<Page>> trips = new EnumMap<>(SearchKind.class);

    SharedPages(@Qualifier("searchDatabase") DatabaseClient database) {
        this.database = database;
        for (var kind : SearchKind.values()) {
            trips.put(kind, new SharedTrips<>(AT_A_TIME, MOST_TOGETHER, pages -> read(kind, pages)));
        }
    }

    /**
     * A page that is wanted.
     *
     * @param known the position up to which it is known in memory who may be seen
     * @param rows where it is put
     */
    record Page(List<UUID> ids, long known, Instant now, PageRows<?> rows) {
        Page {
            ids = List.copyOf(ids);
        }
    }

    /** Ends when the page was read, after this was asked. */
    Mono<Void> read(SearchKind kind, Page page) {
        return Objects.requireNonNull(trips.get(kind)).ask(page);
    }

    private Mono<Void> read(SearchKind kind, List<Page> pages) {
        var wanted = new HashMap<UUID, List<Page>>();
        long known = Long.MAX_VALUE;
        var now = Instant.MIN;
        for (var page : pages) {
            page.ids()
                    .forEach(id ->
                            wanted.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(page));
            known = Math.min(known, page.known());
            now = page.now().isAfter(now) ? page.now() : now;
        }
        var statement = PageStatement.together(kind, wanted.keySet(), known, now);
        return database.sql(statement.sql())
                .bindValues(statement.binds())
                .map(row -> given(row, pages, wanted))
                .all()
                .then();
    }

    private static List<Page> given(Readable row, List<Page> pages, Map<UUID, List<Page>> wanted) {
        var those = PageRows.id(row).map(wanted::get).orElse(pages);
        those.forEach(page -> page.rows().add(row));
        return those;
    }
}
