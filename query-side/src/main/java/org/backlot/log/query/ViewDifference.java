package org.backlot.log.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backlot.platform.query.View;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares two copies of a view table by table, row by row, by primary key. */
@Component
public final class ViewDifference {
    /** What became of a row. */
    enum Change {
        APPEARED,
        VANISHED,
        CHANGED
    }

    /** A row that is not the same in both; absent where it is not there. */
    record RowDifference(
            Change change,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /**
     * What is different in one table.
     *
     * @param rows as many of them as were asked for, by primary key
     * @param complete whether {@code rows} are all of them
     */
    record TableDifference(
            String table, long appeared, long vanished, long changed, List<RowDifference> rows, boolean complete) {
        TableDifference {
            rows = List.copyOf(rows);
        }
    }

    private record Table(String name, List<String> key) {
        private String keys() {
            return key.stream().map(ViewDifference::quoted).collect(Collectors.joining(", "));
        }
    }

    private record Counts(long appeared, long vanished, long changed) {
        private long all() {
            return appeared + vanished + changed;
        }
    }

    private final DatabaseClient database;
    private final JsonMapper json;

    public ViewDifference(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The tables that differ, by name, each with at most so many rows. */
    Mono<List<TableDifference>> between(View before, View after, int limit) {
        return tables(after)
                .concatMap(table -> counts(table, before, after)
                        .filter(counts -> counts.all() > 0)
                        .flatMap(counts -> rows(table, before, after, limit)
                                .map(rows -> new TableDifference(
                                        table.name(),
                                        counts.appeared(),
                                        counts.vanished(),
                                        counts.changed(),
                                        rows,
                                        rows.size() == counts.all()))))
                .collectList();
    }

    private Flux<Table> tables(View view) {
        return database.sql("""
                        select t.relname::text as name,
                            array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) as key
                        from pg_class t
                        join pg_namespace n on n.oid = t.relnamespace
                        join pg_index i on i.indrelid = t.oid and i.indisprimary
                        join pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey)
                        where n.nspname = :schema group by t.relname order by t.relname
                        """)
                .bind("schema", view.schema())
                .map(row -> new Table(
                        required(row.get("name", String.class)),
                        Arrays.asList(required(row.get("key", String[].class)))))
                .all();
    }

    private Mono<Counts> counts(Table table, View before, View after) {
        var first = quoted(table.key().getFirst());
        return database.sql("select count(*) filter (where a." + first + " is null) as appeared,"
                        + " count(*) filter (where b." + first + " is null) as vanished,"
                        + " count(*) filter (where a." + first + " is not null and b." + first
                        + " is not null) as changed" + joined(table, before, after))
                .map(row -> new Counts(
                        required(row.get("appeared", Long.class)),
                        required(row.get("vanished", Long.class)),
                        required(row.get("changed", Long.class))))
                .one();
    }

    private Mono<List<RowDifference>> rows(Table table, View before, View after, int limit) {
        return database.sql("select to_jsonb(a)::text as before, to_jsonb(b)::text as after"
                        + joined(table, before, after) + " order by " + table.keys() + " limit :limit")
                .bind("limit", limit)
                .map(row -> difference(read(row.get("before", String.class)), read(row.get("after", String.class))))
                .all()
                .collectList();
    }

    private static String joined(Table table, View before, View after) {
        var name = quoted(table.name());
        return " from %s.%s a full join %s.%s b using (%s) where to_jsonb(a) is distinct from to_jsonb(b)"
                .formatted(before.schema(), name, after.schema(), name, table.keys());
    }

    private static RowDifference difference(Optional<JsonNode> before, Optional<JsonNode> after) {
        var change = before.isEmpty() ? Change.APPEARED : after.isEmpty() ? Change.VANISHED : Change.CHANGED;
        return new RowDifference(change, before.orElse(null), after.orElse(null));
    }

    private Optional<JsonNode> read(@Nullable String row) {
        return Optional.ofNullable(row).map(json::readTree);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
