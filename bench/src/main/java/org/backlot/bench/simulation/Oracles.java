package org.backlot.bench.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.backlot.bench.simulation.Oracle.Ended;

/** What must be true after every run. */
final class Oracles {
    private static final int MOST_FINDINGS = 5;

    /** Each with its name. */
    static final Map<String, Oracle> ALL = new TreeMap<>(Map.of(
            "what was acknowledged is there, where it was said to be", (run, _) -> acknowledged(run),
            "what was refused is not there", (run, _) -> refused(run),
            "nothing is there twice", (run, _) -> twice(run),
            "positions are dense", Oracles::dense,
            "streams keep their order", (run, _) -> streams(run),
            "rows and events are committed together", Oracles::beside,
            "receipts and events are committed together", Oracles::receipts,
            "the projection equals the replay", Oracles::projection,
            "whoever looked saw no gap", (run, _) -> run.told().allBad()));

    private Oracles() {}

    static List<String> findings(Ended run, Connection database) throws SQLException {
        var all = new ArrayList<String>();
        for (var oracle : ALL.entrySet()) {
            oracle.getValue().findings(run, database).stream()
                    .limit(MOST_FINDINGS)
                    .forEach(finding -> all.add("not true that " + oracle.getKey() + ": " + finding));
        }
        return all;
    }

    private static List<String> acknowledged(Ended run) {
        var at = new HashMap<String, Set<Long>>();
        run.events().forEach(event -> at.computeIfAbsent(event.eventId(), _ -> new HashSet<>())
                .add(event.position()));
        return run.told().acknowledged.entrySet().stream()
                .filter(told -> !at.getOrDefault(told.getKey(), Set.of()).contains(told.getValue()))
                .map(told -> told.getKey() + " was acknowledged at " + told.getValue() + " and is at "
                        + at.getOrDefault(told.getKey(), Set.of()))
                .toList();
    }

    private static List<String> refused(Ended run) {
        return run.events().stream()
                .filter(event -> run.told().refused.contains(event.eventId()))
                .map(event -> event.eventId() + " was refused and is at " + event.position())
                .toList();
    }

    private static List<String> twice(Ended run) {
        var seen = new HashSet<String>();
        return run.events().stream()
                .filter(event -> !seen.add(event.eventId()))
                .map(event -> event.eventId() + " again at " + event.position())
                .toList();
    }

    private static List<String> dense(Ended run, Connection database) throws SQLException {
        var findings = new ArrayList<String>();
        long expected = 1;
        for (var event : run.events()) {
            if (event.position() != expected) {
                findings.add(event.position() + " follows on " + (expected - 1));
            }
            expected = event.position() + 1;
        }
        long head = number(database, "select position from " + run.schema() + ".head");
        if (head != expected - 1) {
            findings.add("the head is " + head + ", the last event " + (expected - 1));
        }
        return findings;
    }

    private static List<String> streams(Ended run) {
        var next = new HashMap<String, Long>();
        var findings = new ArrayList<String>();
        for (var event : run.events()) {
            long expected = next.getOrDefault(event.stream(), 0L);
            if (event.sequence() != expected) {
                findings.add(event.stream() + " has " + event.sequence() + " at " + event.position() + " instead of "
                        + expected);
            }
            next.put(event.stream(), event.sequence() + 1);
        }
        return findings;
    }

    private static List<String> beside(Ended run, Connection database) throws SQLException {
        return texts(
                database,
                """
                select 'event ' || e.event_id || ' without its row' from SCHEMA.event e
                where e.event_id like '%.j%' and not exists (select from SCHEMA.beside b where b.event_id = e.event_id)
                union all
                select 'row ' || b.event_id || ' without its event' from SCHEMA.beside b
                where not exists (select from SCHEMA.event e where e.event_id = b.event_id)
                """.replace("SCHEMA", run.schema()));
    }

    private static List<String> receipts(Ended run, Connection database) throws SQLException {
        return texts(
                database,
                "select key || ' at ' || position || ' beyond the log' from SCHEMA.receipt r where not exists"
                        .replace("SCHEMA", run.schema())
                        + " (select from " + run.schema() + ".event e where e.position = r.position)");
    }

    private static List<String> projection(Ended run, Connection database) throws SQLException {
        var counts = new TreeMap<String, Long>();
        var sums = new TreeMap<String, Long>();
        for (var event : run.events()) {
            counts.merge(event.stream(), 1L, Long::sum);
            sums.put(event.stream(), Projecting.fold(sums.getOrDefault(event.stream(), 0L), event));
        }
        var replayed = counts.keySet().stream()
                .map(stream -> stream + " " + counts.get(stream) + " " + sums.get(stream))
                .toList();
        var projected = texts(
                database,
                "select stream || ' ' || events || ' ' || sum from " + run.schema()
                        + ".folded order by stream collate \"C\"");
        var findings = new ArrayList<String>();
        long head = run.events().isEmpty() ? 0 : run.events().getLast().position();
        long reached = number(database, "select position from " + run.schema() + ".progress");
        if (reached != head) {
            findings.add("it stands at " + reached + ", the log at " + head);
        }
        if (!projected.equals(replayed)) {
            findings.add("rows " + minus(projected, replayed) + " instead of " + minus(replayed, projected));
        }
        return findings;
    }

    private static List<String> minus(List<String> some, List<String> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }

    private static long number(Connection database, String query) throws SQLException {
        return Long.parseLong(texts(database, query).getFirst());
    }

    private static List<String> texts(Connection database, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
