package org.backlot.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.backlot.eventstore.AppendRefused.FenceRaised;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends whatever waits as one transaction. While one group is on its way to the disk the next one gathers, so the more
 * units wait the more share one commit, and a single one waits for nobody.
 *
 * <p>The usual group is one statement in auto-commit, and the constraints of the tables are its guards. Where one of them
 * does not hold, the group is gone through unit by unit with the head of the log held: the unit that conflicts is left
 * out, the others commit.
 *
 * <p>A connection lost during a commit leaves the outcome open. Then the head is locked on a new connection, which waits
 * for the end of the lost transaction, and the log itself says what became of it.
 */
public final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final DataSource database;
    private final AppendStatements statements;
    private final Settings settings;
    private final CommitListener listener;
    private final BlockingQueue<WaitingUnit> queue;
    private final Answers answers = new Answers();
    private final Thread appender =
            Thread.ofPlatform().name("log-appender").daemon().unstarted(this::run);
    private volatile boolean closed;
    private @Nullable Connection connection;

    /**
     * How much may wait, and how long.
     *
     * @param waiting most units that wait; one more is refused with {@link LogBusy}
     * @param groupEvents about how many events share a commit at most
     * @param patience how long a unit waits for its commit
     */
    public record Settings(int waiting, int groupEvents, Duration patience) {
        /** 4096 units, 1000 events, 30 seconds. */
        public static final Settings USUAL = new Settings(4096, 1000, Duration.ofSeconds(30));
    }

    /** @param database gives connections of its own; one is held for as long as this lives */
    public GroupCommit(DataSource database, LogSchema schema, Settings settings, CommitListener listener) {
        this.database = database;
        this.statements = new AppendStatements(schema);
        this.settings = settings;
        this.listener = listener;
        this.queue = new ArrayBlockingQueue<>(settings.waiting());
    }

    public GroupCommit start() {
        appender.start();
        return this;
    }

    /**
     * Waits until the unit is on disk.
     *
     * @throws AppendRefused one of its guards does not hold
     * @throws LogBusy too many wait already
     * @throws LogUnavailable the database is away; nothing was written
     * @throws OutcomeUnknown the database went away in the middle and has not come back
     */
    public Appended append(Append unit) {
        var waiting = new WaitingUnit(unit);
        if (closed) {
            throw new LogUnavailable("the log is closed", null);
        }
        if (!queue.offer(waiting)) {
            throw new LogBusy(settings.waiting());
        }
        try {
            return waiting.outcome().get(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw asThrown(e);
        } catch (TimeoutException e) {
            return waiting.giveUp();
        } catch (InterruptedException e) {
            // Whoever interrupts wants the thread back; what becomes of the unit is no longer its business.
            Thread.currentThread().interrupt();
            return waiting.giveUp();
        }
    }

    /** How many units wait at this moment. */
    public int waiting() {
        return queue.size();
    }

    /** Commits what waits, and takes nothing more. */
    @Override
    public void close() {
        closed = true;
        appender.interrupt();
        try {
            appender.join(settings.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException asThrown(ExecutionException failure) {
        return failure.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(failure.getCause());
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                var group = nextGroup();
                if (!group.isEmpty()) {
                    commitOrTell(group);
                }
            }
        } finally {
            disconnect();
            answers.close();
            queue.forEach(unit -> unit.fail(new LogUnavailable("the log is closed", null)));
        }
    }

    private List<WaitingUnit> nextGroup() {
        var group = new ArrayList<WaitingUnit>();
        try {
            var first = closed ? queue.poll() : queue.take();
            if (first != null && !awaitConnection(first)) {
                first.fail(new LogUnavailable("the database is away", null));
                return group;
            }
            int events = 0;
            for (var unit = first; unit != null; unit = events < settings.groupEvents() ? queue.poll() : null) {
                if (unit.take()) {
                    group.add(unit);
                    events += unit.append().events().size();
                }
            }
        } catch (InterruptedException e) {
            // Only closing interrupts, and the loop looks at that.
        }
        return group;
    }

    // Nothing is taken before there is somebody to send it to: whoever loses patience here knows that nothing was
    // written.
    private boolean awaitConnection(WaitingUnit first) {
        var pause = FIRST_PAUSE;
        while (first.isAwaited()) {
            try {
                connection();
                return true;
            } catch (SQLException e) {
                disconnect();
                if (closed) {
                    return false;
                }
                queue.removeIf(unit -> !unit.isAwaited());
                LockSupport.parkNanos(pause.toNanos());
                pause = longer(pause);
            }
        }
        return true;
    }

    // Whatever goes wrong, the next group must find an appender, and nobody may wait in vain.
    private void commitOrTell(List<WaitingUnit> group) {
        try {
            commit(group);
        } catch (RuntimeException e) {
            LOG.error("a commit of {} units ended in a way that was not foreseen", group.size(), e);
            disconnect();
            group.forEach(unit -> unit.fail(new OutcomeUnknown()));
        }
    }

    private void commit(List<WaitingUnit> group) {
        try {
            if (group.stream().anyMatch(unit -> unit.append().touchesClaims())) {
                commitGuarded(group, false);
            } else {
                commitAtOnce(group);
            }
        } catch (FenceRaised _) {
            commitOneByOne(group);
        } catch (SQLException e) {
            if (Failures.isGuard(e) || Failures.isTryAgain(e)) {
                commitOneByOne(group);
            } else {
                afterFailure(group, e);
            }
        }
    }

    /** A unit that was in the log already, and the position of its last event. */
    private record Found(WaitingUnit unit, long reached) {}

    private void commitOneByOne(List<WaitingUnit> group) {
        try {
            commitGuarded(group, false);
        } catch (SQLException e) {
            afterFailure(group, e);
        }
    }

    private void commitAtOnce(List<WaitingUnit> group) throws SQLException {
        long head = statements.append(connection(), appendsOf(group));
        answers.give(group.size(), () -> succeed(group, head));
    }

    /**
     * Goes through the units one by one with the head held.
     *
     * @param lookFirst whether some may be in the log already, by a commit whose answer was lost. Looking and appending
     *     must then be one transaction: between two, the lost one might still come in, and a unit would be told that its
     *     place was taken, by itself.
     */
    private void commitGuarded(List<WaitingUnit> group, boolean lookFirst) throws SQLException {
        var found = new ArrayList<Found>();
        var admitted = new ArrayList<WaitingUnit>();
        var refused = new ArrayList<Runnable>();
        long head = inTransaction(open -> {
            var before = statements.lockHead(open);
            var missing = new ArrayList<WaitingUnit>();
            for (var unit : group) {
                var reached = lookFirst ? statements.find(open, unit.append()) : OptionalLong.empty();
                if (reached.isPresent()) {
                    found.add(new Found(unit, reached.getAsLong()));
                } else if (unit.isAwaited()) {
                    missing.add(unit);
                }
            }
            var admission = statements.admission(open, before, appendsOf(missing));
            for (var unit : missing) {
                var refusal = admission.refusalOf(unit.append());
                if (refusal == null) {
                    admitted.add(unit);
                    statements.claim(open, unit.append());
                } else {
                    refused.add(() -> unit.fail(refusal));
                }
            }
            return admitted.isEmpty() ? before.position() : statements.append(open, appendsOf(admitted));
        });
        found.sort(Comparator.comparingLong(Found::reached));
        answers.give(group.size(), () -> {
            found.forEach(it -> succeed(List.of(it.unit()), it.reached()));
            succeed(admitted, head);
            refused.forEach(Runnable::run);
        });
    }

    private void afterFailure(List<WaitingUnit> group, SQLException failure) {
        disconnect();
        if (Failures.isConnectionLost(failure)) {
            LOG.warn(
                    "the connection was lost during a commit of {} units ({}): looking what became of it",
                    group.size(),
                    failure.getSQLState());
            lookWhatBecameOf(group);
        } else if (!Failures.isInvalid(failure)) {
            LOG.warn("the database does not append ({})", failure.getSQLState());
            group.forEach(unit -> unit.fail(new LogUnavailable("the database does not append", failure)));
        } else if (group.size() == 1) {
            group.getFirst().fail(new AppendInvalid(failure));
        } else {
            // Somebody's unit cannot be stored; the others must not suffer for it.
            group.forEach(unit -> commit(List.of(unit)));
        }
    }

    // The lock on the head waits for the end of the lost transaction, where the server still works on it. Where it has
    // not begun to, it will find its places taken.
    private void lookWhatBecameOf(List<WaitingUnit> group) {
        var pause = FIRST_PAUSE;
        while (group.stream().anyMatch(WaitingUnit::isAwaited)) {
            try {
                commitGuarded(group, true);
                return;
            } catch (SQLException e) {
                disconnect();
                if (Failures.isInvalid(e)) {
                    lookOneByOne(group, e);
                    return;
                }
                if (closed) {
                    break;
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = longer(pause);
            }
        }
        // Nobody looks any longer; whoever still waits must not wait in vain.
        group.forEach(unit -> unit.fail(new OutcomeUnknown()));
    }

    private void lookOneByOne(List<WaitingUnit> group, SQLException invalid) {
        if (group.size() == 1) {
            group.getFirst().fail(new AppendInvalid(invalid));
        } else {
            group.forEach(unit -> lookWhatBecameOf(List.of(unit)));
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void succeed(List<WaitingUnit> group, long head) {
        var events = new ArrayList<StoredEvent>();
        long before = head
                - group.stream()
                        .mapToLong(unit -> unit.append().events().size())
                        .sum();
        for (var unit : group) {
            for (var event : unit.append().events()) {
                events.add(event.at(before + events.size() + 1));
            }
        }
        if (!events.isEmpty()) {
            tell(events);
        }
        long reached = before;
        for (var unit : group) {
            reached += unit.append().events().size();
            unit.succeed(reached);
        }
    }

    // What is on disk is on disk, whatever the listener makes of it.
    private void tell(List<StoredEvent> events) {
        try {
            listener.committed(events);
        } catch (RuntimeException e) {
            LOG.error(
                    "nobody could be told of the events up to {}",
                    events.getLast().position(),
                    e);
        }
    }

    private static List<Append> appendsOf(List<WaitingUnit> group) {
        return group.stream().map(WaitingUnit::append).toList();
    }

    @FunctionalInterface
    private interface Work {
        long in(Connection open) throws SQLException;
    }

    private long inTransaction(Work work) throws SQLException {
        var open = connection();
        open.setAutoCommit(false);
        try {
            long result = work.in(open);
            open.commit();
            return result;
        } catch (SQLException e) {
            rollBack(open, e);
            throw e;
        } finally {
            endTransaction(open);
        }
    }

    private static void rollBack(Connection open, SQLException cause) {
        try {
            open.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void endTransaction(Connection open) {
        try {
            open.setAutoCommit(true);
        } catch (SQLException e) {
            disconnect();
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = database.getConnection();
            connection.setAutoCommit(true);
        }
        return connection;
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("closing a lost connection: {}", e.getSQLState());
            }
            connection = null;
        }
    }
}
