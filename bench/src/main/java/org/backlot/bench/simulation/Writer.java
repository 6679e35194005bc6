package org.backlot.bench.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.backlot.eventstore.Append;
import org.backlot.eventstore.AppendInvalid;
import org.backlot.eventstore.AppendRefused;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.Claim;
import org.backlot.eventstore.GroupCommit;
import org.backlot.eventstore.JoinedAppend;
import org.backlot.eventstore.LogBusy;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.NewEvent;
import org.backlot.eventstore.OutcomeUnknown;
import org.backlot.eventstore.Receipt;
import org.backlot.eventstore.Tail;

/** Appends to streams that others append to as well, in all the ways there are, and says what it was told. */
final class Writer implements Runnable {
    private static final int STREAMS = 40;
    private static final int PLANTED_AT = 3;
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final Work.Task task;
    private final int number;
    private final GroupCommit log;
    private final LogReader reader;
    private final DataSource database;
    private final Tail<?> tail;
    private final JoinedAppend joined;
    private final Random random;
    private volatile boolean stopped;
    private int units;
    private boolean planted;

    Writer(Work.Task task, int number, GroupCommit log, LogReader reader, DataSource database, Tail<?> tail) {
        this.task = task;
        this.number = number;
        this.log = log;
        this.reader = reader;
        this.database = database;
        this.tail = tail;
        this.joined = new JoinedAppend(task.schema());
        this.random = new Random(((task.seed() * 31 + task.node()) * 31 + task.life()) * 31 + number);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                unit();
            } catch (AppendRefused | LogBusy | LogUnavailable | OutcomeUnknown | SQLException e) {
                // Before there was anything to say about a unit.
                Nap.of(10);
            }
        }
    }

    private void unit() throws SQLException {
        units++;
        boolean alone = random.nextInt(6) == 0;
        var events = events(alone ? "j" : "g");
        var claims = random.nextInt(10) == 0
                ? List.of(new Claim("thing", new byte[] {(byte) random.nextInt(40)}, events.getFirst().stream()))
                : List.<Claim>of();
        var released = random.nextInt(40) == 0 ? List.of(events.getFirst().stream()) : List.<String>of();
        var receipt = random.nextInt(5) == 0 ? Optional.of(receipt()) : Optional.<Receipt>empty();
        var unit = new Append(events, claims, released, receipt);
        if (number == 0 && task.node() == 0 && units >= PLANTED_AT && !planted && plants()) {
            planted = true;
            SimulatedNode.say(Told.line("planted"));
            return;
        }
        if (alone) {
            appendAlone(unit);
        } else {
            append(unit);
        }
    }

    /** One to three events for one stream or two, each the next as far as this writer knows. */
    private List<NewEvent> events(String how) {
        var events = new ArrayList<NewEvent>();
        int first = random.nextInt(STREAMS);
        int second = random.nextInt(8) == 0 ? random.nextInt(STREAMS) : first;
        int count = 1 + random.nextInt(3);
        for (int stream : first == second ? new int[] {first} : new int[] {first, second}) {
            var name = "stream-" + stream;
            long next = reader.lastSequence(name).orElse(-1L) + 1;
            for (int i = 0; i < count; i++) {
                events.add(event(name, next + i, how + events.size()));
            }
        }
        return events;
    }

    private NewEvent event(String stream, long sequence, String which) {
        var id = Stream.of(task.node(), task.life(), number, units, which)
                .map(String::valueOf)
                .reduce((a, b) -> a + "." + b)
                .orElseThrow();
        return new NewEvent(stream, sequence, "Simulated", id, AT, "simulated.Happened", "1", "{}", "{}");
    }

    // Now and then two writers of different nodes use the same key, as two tries of one request do.
    private Receipt receipt() {
        var key = random.nextInt(4) == 0 ? "shared-" + random.nextInt(200) : task.node() + "." + task.life() + "." + number + "." + units;
        return new Receipt("simulation", key, new byte[] {1}, 200, new byte[] {2}, AT);
    }

    private void append(Append unit) {
        try {
            acknowledged(unit, log.append(unit));
        } catch (AppendRefused | LogBusy | LogUnavailable | AppendInvalid e) {
            say("no", unit);
        } catch (OutcomeUnknown e) {
            say("unknown", unit);
        }
    }

    private void appendAlone(Append unit) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Appended appended;
            try {
                beside(connection, unit);
                appended = joined.append(connection, unit);
            } catch (AppendRefused | SQLException e) {
                // The commit was not asked for.
                say("no", unit);
                connection.rollback();
                return;
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                say("unknown", unit);
                return;
            }
            tail.reached(appended.reached());
            acknowledged(unit, appended);
        }
    }

    private void beside(Connection connection, Append unit) throws SQLException {
        try (var statement = connection.prepareStatement("insert into " + task.schema().name() + ".beside values (?)")) {
            for (var event : unit.events()) {
                statement.setString(1, event.eventId());
                statement.executeUpdate();
            }
        }
    }

    private static void acknowledged(Append unit, Appended appended) {
        var words = new ArrayList<Object>();
        words.add(appended.first());
        unit.events().forEach(event -> words.add(event.eventId()));
        SimulatedNode.say(Told.line("ack", words.toArray()));
    }

    private static void say(String kind, Append unit) {
        SimulatedNode.say(Told.line(kind, unit.events().stream().map(NewEvent::eventId).toArray()));
    }

    /** Misbehaves once, if it was told to. */
    private boolean plants() throws SQLException {
        var planted = "planted-" + task.life() + "-" + units;
        var plain = Append.of(List.of(event(planted, 0, "p0"), event(planted, 1, "p1")));
        switch (task.plant()) {
            case LOST_ACK -> acknowledged(plain, new Appended(reader.head() + 2, 2));
            case GHOST -> {
                log.append(plain);
                say("no", plain);
            }
            case DOUBLE -> {
                acknowledged(plain, log.append(plain));
                log.append(Append.of(List.of(event(planted, 2, "p0"), event(planted, 3, "p1"))));
            }
            case GAP -> execute("update log.head set position = position + 1");
            case ORDER -> {
                execute("update log.head set position = position + 1");
                long taken = reader.head();
                // Somebody else commits a higher position, and somebody sees it; then the lower one appears.
                acknowledged(plain, log.append(plain));
                Nap.of(200);
                execute("insert into log.event select " + taken + ", '" + planted + "late', 0, stream_type, 'late', at, type, revision,"
                        + " payload, metadata from log.event where position = " + (taken + 1));
            }
            case STREAM -> execute("with head as (update log.head set position = position + 2 returning position)"
                    + " insert into log.event select h.position - n, '" + planted + "', n, 'Simulated', '" + planted + "' || n,"
                    + " now(), 'simulated.Happened', '1', '{}', '{}' from head h, generate_series(0, 1) n");
            case BESIDE -> {
                try (var connection = database.getConnection()) {
                    beside(connection, Append.of(List.of(event(planted, 0, "j0"))));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql.replace("log.", task.schema().name() + "."));
        }
    }
}
