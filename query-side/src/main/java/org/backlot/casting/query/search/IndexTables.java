package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.Spot;
import org.backlot.casting.query.search.memory.Entry;
import org.backlot.casting.query.search.memory.KnownPerson;
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

    // The last that was said of people up to a position, in either list, and by which transactions.
    private static final String PEOPLE_WRITTEN = """
            coalesce((select cast(xmin as text) from casting_access.change where position <= %1$s
                    order by position desc limit 1), '')
                || ' ' || coalesce((select cast(xmin as text) from verifications.change where position <= %1$s
                    order by position desc limit 1), '')
            """;

    // A view that was made again from the log has another schema of the same name. Of those that are written with the
    // log the rows were put in anew, by another transaction.
    private static final String LOOK = """
            select (select cast(oid as text) from pg_namespace where nspname = 'casting_search') as generation,
                coalesce((select position from log_follower where name = 'casting-search'), 0) as position,
                (select position from log.head) as head,
                coalesce((select max(number) from casting_search.change), 0) as number,
                greatest(coalesce((select max(position) from casting_access.change), 0),
                    coalesce((select max(position) from verifications.change), 0)) as people,
            """ + PEOPLE_WRITTEN.formatted(Long.MAX_VALUE) + " as people_written, "
            + PEOPLE_WRITTEN.formatted(":people") + " as people_still";

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
     * @param people the position of the last change of who may be seen, and of who is verified
     * @param peopleWritten by which transactions those were written
     * @param peopleStill the same of the changes that were the last ones when this was looked at before
     */
    record Looked(
            String generation,
            long position,
            long head,
            long number,
            long people,
            String peopleWritten,
            String peopleStill) {
        static Looked of(Readable row) {
            return new Looked(
                    Columns.text(row, "generation"),
                    Columns.number(row, "position"),
                    Columns.number(row, "head"),
                    Columns.number(row, "number"),
                    Columns.number(row, "people"),
                    Columns.text(row, "people_written"),
                    Columns.text(row, "people_still"));
        }

        /** Whether nothing was made again since; otherwise what has changed is not to be had from the changes. */
        boolean goesOnFrom(Looked before) {
            return generation.equals(before.generation) && peopleStill.equals(before.peopleWritten);
        }
    }

    /** A document as it is now, or that it was taken out. */
    record Change(UUID id, Optional<Entry> now) {}

    /** @param people the position of the last change of people that was looked at before; 0 for none */
    Mono<Looked> look(long people) {
        return database.sql(LOOK).bind("people", people).map(Looked::of).one();
    }

    Flux<Entry> documents(SearchKind kind) {
        return aside(rows(document(kind)).map(row -> entry(kind, row)));
    }

    /** What was changed after a number, each as it is now. */
    Flux<Change> changes(SearchKind kind, long number) {
        return aside(rows(changesOf(kind))
                .bind("number", number)
                .map(row -> new Change(
                        Columns.uuid(row, "changed"),
                        row.get("id") == null ? Optional.empty() : Optional.of(entry(kind, row)))));
    }

    // Each is looked up by itself ("offset 0"): a few changes must never be found by reading all documents.
    static String changesOf(SearchKind kind) {
        return "select c.id as changed, d.* from casting_search.change c left join lateral ("
                + document(kind)
                + " where d.id = c.id offset 0) d on true where c.number > :number and c.kind = '"
                + kind.wireName() + "' order by c.number";
    }

    /** Everybody of whom something is to be known. */
    Flux<KnownPerson> people() {
        return aside(rows(Sight.PEOPLE).map(PeopleSince::person));
    }

    /** Of whom something has changed after a position of the log, each as it is now. */
    Flux<KnownPerson> peopleSince(long known) {
        return aside(rows(Sight.PEOPLE_SINCE).bind("known", known).map(PeopleSince::person));
    }

    private static String document(SearchKind kind) {
        return "select d.id, d.standing, d.active_at, d.until, d.latitude, d.longitude, d.facets,"
                + " tsvector_to_array(d.terms) as terms, " + Sight.person(kind) + " as person, " + Sight.text(kind)
                + " from casting_search.%1$s d join casting_search.%1$s_text t on t.id = d.id"
                        .formatted(kind.wireName());
    }

    private static <T> Flux<T> aside(RowsFetchSpec<T> rows) {
        return rows.all().publishOn(Schedulers.boundedElastic(), ROWS_AT_ONCE);
    }

    private DatabaseClient.GenericExecuteSpec rows(String sql) {
        return database.sql(sql).filter(statement -> statement.fetchSize(ROWS_AT_ONCE));
    }

    private static Entry entry(SearchKind kind, Readable row) {
        return new Entry(
                Columns.uuid(row, "id"),
                Columns.whole(row, "standing"),
                Columns.instant(row, "active_at"),
                Optional.ofNullable(row.get("until", Instant.class)),
                Optional.ofNullable(row.get("latitude", Double.class))
                        .map(latitude -> new Spot(latitude, Columns.required(row, "longitude", Double.class))),
                Columns.texts(row, "facets"),
                Columns.texts(row, "terms"),
                Optional.ofNullable(row.get("person", UUID.class)),
                SearchText.read(kind, row));
    }
}
