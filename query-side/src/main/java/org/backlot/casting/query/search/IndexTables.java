package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.Spot;
import org.backlot.casting.query.search.memory.Entry;
import org.backlot.platform.query.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.RowsFetchSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads what a copy of the index is made of, and what has changed since; many rows, elsewhere than where connections are served. */
@Component
final class IndexTables {
    private static final int ROWS_AT_ONCE = 2_000;

    private static final String COLUMNS =
            "standing, active_at, until, latitude, longitude, facets, tsvector_to_array(terms) as terms";

    // A view that was made again from the log has another schema of the same name. Of one that is written with the log
    // the rows were put in anew, by another transaction.
    private static final String LOOK = """
            select (select cast(oid as text) from pg_namespace where nspname = 'casting_search') as generation,
                coalesce((select position from log_follower where name = 'casting-search'), 0) as position,
                (select position from log.head) as head,
                coalesce((select max(number) from casting_search.change), 0) as number,
                coalesce((select max(position) from casting_access.change), 0) as access,
                coalesce((select cast(xmin as text) from casting_access.change order by position desc limit 1), '')
                    as access_written,
                coalesce((select cast(xmin as text) from casting_access.change where position = :access), '')
                    as access_still
            """;

    private static final String SHOWN = "select a.account_id from casting_access.talent a where " + Sight.OPEN;

    private static final String ACCESS_CHANGES = "select c.account_id, " + Sight.MAY_BE_SEEN.formatted("c.account_id")
            + " as shown from casting_access.change c where c.position > :access order by c.position";

    private static final String CHANGES = "select c.number, c.kind, c.id, d.* from casting_search.change c"
            + " left join lateral (select " + COLUMNS + " from casting_search.talent t"
            + " where c.kind = 'talent' and t.id = c.id"
            + " union all select " + COLUMNS + " from casting_search.call t where c.kind = 'call' and t.id = c.id) d"
            + " on true where c.number > :number order by c.number";

    private final DatabaseClient database;

    IndexTables(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The tables at one time.
     *
     * @param generation of the view
     * @param position up to which the view has seen the log
     * @param head of the log
     * @param number of the last change of the view
     * @param access the position of the last change of who may be seen
     * @param accessWritten by which transaction that was written
     * @param accessStill the same of the change that was the last one when this was looked at before
     */
    record Looked(
            String generation,
            long position,
            long head,
            long number,
            long access,
            String accessWritten,
            String accessStill) {
        static Looked of(Readable row) {
            return new Looked(
                    Columns.text(row, "generation"),
                    Columns.number(row, "position"),
                    Columns.number(row, "head"),
                    Columns.number(row, "number"),
                    Columns.number(row, "access"),
                    Columns.text(row, "access_written"),
                    Columns.text(row, "access_still"));
        }

        /** Whether nothing was made again since; otherwise what has changed is not to be had from the changes. */
        boolean goesOnFrom(Looked before) {
            return generation.equals(before.generation) && accessStill.equals(before.accessWritten);
        }

        Looked withNumber(long last) {
            return new Looked(generation, position, head, last, access, accessWritten, accessStill);
        }
    }

    /** A document as it is now, or that it was taken out. */
    record Change(long number, SearchKind kind, UUID id, Optional<Entry> now) {}

    /** Whether others may see a talent now. */
    record Shown(UUID account, boolean shown) {}

    /** @param access the position of the last change of who may be seen that was looked at before; 0 for none */
    Mono<Looked> look(long access) {
        return database.sql(LOOK).bind("access", access).map(Looked::of).one();
    }

    Flux<Entry> documents(SearchKind kind) {
        return aside(rows("select id, " + COLUMNS + " from casting_search." + kind.wireName())
                .map(row -> entry(row)));
    }

    /** What was changed after a number, each as it is now. */
    Flux<Change> changes(long number) {
        return aside(rows(CHANGES).bind("number", number).map(IndexTables::change));
    }

    /** The talents whom others may see. */
    Flux<UUID> shown() {
        return aside(rows(SHOWN).map(row -> Columns.uuid(row, "account_id")));
    }

    /** Of whom it was said after a position who may see them, each as it is now. */
    Flux<Shown> shownSince(long access) {
        return aside(rows(ACCESS_CHANGES)
                .bind("access", access)
                .map(row -> new Shown(Columns.uuid(row, "account_id"), Columns.flag(row, "shown"))));
    }

    private static <T> Flux<T> aside(RowsFetchSpec<T> rows) {
        return rows.all().publishOn(Schedulers.boundedElastic(), ROWS_AT_ONCE);
    }

    private DatabaseClient.GenericExecuteSpec rows(String sql) {
        return database.sql(sql).filter(statement -> statement.fetchSize(ROWS_AT_ONCE));
    }

    private static Change change(Readable row) {
        return new Change(
                Columns.number(row, "number"),
                SearchKind.parse(Columns.text(row, "kind")),
                Columns.uuid(row, "id"),
                row.get("terms") == null ? Optional.empty() : Optional.of(entry(row)));
    }

    private static Entry entry(Readable row) {
        return new Entry(
                Columns.uuid(row, "id"),
                Columns.whole(row, "standing"),
                Columns.instant(row, "active_at"),
                Optional.ofNullable(row.get("until", Instant.class)),
                Optional.ofNullable(row.get("latitude", Double.class))
                        .map(latitude -> new Spot(latitude, Columns.required(row, "longitude", Double.class))),
                Columns.texts(row, "facets"),
                Columns.texts(row, "terms"));
    }
}
