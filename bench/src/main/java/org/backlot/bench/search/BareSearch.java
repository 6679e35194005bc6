// Why this file exists: whether the program is quick at searching is known only beside what PostgreSQL needs for the
// same.
package org.backlot.bench.search;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.query.search.AskedWords;
import org.backlot.casting.query.search.AskedWords.Known;
import org.backlot.casting.query.search.SearchStatement;
import org.backlot.casting.query.search.SearchStatistics;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The statements of each named query, as the program sends them where it has no copy of the index in memory; sent by JDBC over
 * one connection and read to the end.
 */
final class BareSearch implements AutoCloseable {
    /** A statement with places for values, and these. */
    record Bare(String sql, List<Object> values) {
        Bare {
            values = List.copyOf(values);
        }
    }

    private final Connection connection;
    private final List<List<PreparedStatement>> queries = new ArrayList<>();

    BareSearch(DatabaseServer database, List<List<Bare>> statements) throws SQLException {
        connection = database.connect("backlot");
        settings(connection);
        for (var query : statements) {
            var prepared = new ArrayList<PreparedStatement>();
            for (var bare : query) {
                var statement = connection.prepareStatement(bare.sql());
                for (int at = 0; at < bare.values().size(); at++) {
                    statement.setObject(at + 1, bare.values().get(at));
                }
                prepared.add(statement);
            }
            queries.add(prepared);
        }
    }

    // The same as the program's own connections have.
    private static void settings(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var setting : SearchStatement.SETTINGS.entrySet()) {
                statement.execute("set " + setting.getKey() + " = '" + setting.getValue() + "'");
            }
        }
    }

    /** Sends the statements of one query; how many rows came. */
    int run(int query) throws SQLException {
        int rows = 0;
        for (var statement : queries.get(query)) {
            try (var result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    read(result, columns);
                    rows++;
                }
            }
        }
        return rows;
    }

    private static void read(ResultSet result, int columns) throws SQLException {
        for (int column = 1; column <= columns; column++) {
            if (result.getObject(column) instanceof Array array) {
                Objects.requireNonNull(array.getArray());
            }
        }
    }

    /** What the program would send now for each query. */
    static List<List<Bare>> statements(DatabaseServer database, List<NamedQuery> queries, Instant now) {
        try (var connection = database.connect("backlot")) {
            var jdbc = new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true));
            var all = new ArrayList<List<Bare>>();
            for (var query : queries) {
                var statements = new ArrayList<Bare>();
                var asked = new AskedWords(query.wish());
                List<Known> known = List.of();
                if (!asked.keys().isEmpty()) {
                    var words = SearchStatement.words(asked);
                    statements.add(bare(words));
                    known = jdbc.query(
                            words.sql(),
                            values(words.binds()),
                            (row, _) -> new Known(row.getString("word"), row.getBoolean("named")));
                }
                statements.add(bare(SearchStatement.found(
                        query.question(now),
                        asked.tiers(known),
                        statistics(jdbc, query.wish().kind()))));
                all.add(statements);
            }
            return all;
        } catch (SQLException failure) {
            throw new BenchmarkFailed("the statements cannot be made: " + failure.getMessage(), failure);
        }
    }

    private static SearchStatistics statistics(NamedParameterJdbcTemplate jdbc, SearchKind kind) {
        return Objects.requireNonNull(jdbc.queryForObject(
                SearchStatistics.ASK,
                Map.of("table", kind.wireName()),
                (row, _) -> SearchStatistics.of(
                        row.getDouble("row_count"),
                        array(row, "terms", new String[0]),
                        array(row, "shares", new Float[0]),
                        array(row, "common", new Integer[0]),
                        array(row, "common_shares", new Float[0]),
                        array(row, "spread", new Integer[0]),
                        array(row, "activity", new Double[0]))));
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] array(ResultSet row, String column, T[] none) throws SQLException {
        var array = row.getArray(column);
        return array == null ? none : (T[]) array.getArray();
    }

    private static Bare bare(SearchStatement statement) {
        var source = new MapSqlParameterSource(values(statement.binds()));
        var parsed = NamedParameterUtils.parseSqlStatement(statement.sql());
        return new Bare(
                NamedParameterUtils.substituteNamedParameters(parsed, source),
                List.of(NamedParameterUtils.buildValueArray(parsed, source, null)));
    }

    private static Map<String, Object> values(Map<String, Object> binds) {
        var values = new HashMap<>(binds);
        values.replaceAll((_, value) -> value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
