package org.backlot.eventstore.axon;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.eventstore.Append;
import org.backlot.eventstore.AppendRefused.FenceRaised;
import org.backlot.eventstore.AppendRefused.StreamMovedOn;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.Fence;
import org.backlot.eventstore.GroupCommit;
import org.backlot.eventstore.JoinedAppend;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.StreamReads;
import org.backlot.eventstore.Tail;
import org.jspecify.annotations.Nullable;

/**
 * The log as Axon's storage engine. All that a unit of work appends is committed together at the end of its preparation;
 * with those of other units where it has no rows of its own to commit.
 *
 * <p>Where the sequence of an aggregate was taken by somebody else, the unit of work fails with Axon's
 * {@code ConcurrencyException} (or {@code AggregateStreamCreationException} for a first event). Other guards fail with
 * {@link org.backlot.eventstore.AppendRefused}.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {
    private static final int READ_AT_ONCE = 1000;
    /** One more gains nothing that was measured, and makes each query smaller. */
    private static final int READERS = 2;

    private final GroupCommit group;
    private final JoinedAppend joined;
    private final LogReader reader;
    private final StreamReads streams;
    private final EventMessages messages;
    private final Tail<? extends TrackedEventMessage<?>> tail;
    private final CallersTransaction transaction;
    private final StreamCache cache;
    private final boolean snapshots;

    /**
     * What may differ between programs.
     *
     * @param transaction by which units of work write rows of their own
     * @param keptDecoded which events may stay decoded in memory
     * @param cachedEvents how many of them at most
     * @param snapshots whether there are snapshots to look for; where there are none, each load saves a query
     */
    public record Settings(
            CallersTransaction transaction,
            Predicate<DomainEventMessage<?>> keptDecoded,
            int cachedEvents,
            boolean snapshots) {
        /** No rows of one's own, all events kept up to 200,000, snapshots. */
        public static final Settings USUAL = new Settings(CallersTransaction.NONE, _ -> true, 200_000, true);
    }

    public PostgresEventStorageEngine(
            GroupCommit group,
            JoinedAppend joined,
            LogReader reader,
            EventMessages messages,
            Tail<? extends TrackedEventMessage<?>> tail,
            Settings settings) {
        this.group = group;
        this.joined = joined;
        this.reader = reader;
        this.streams = new StreamReads(reader, READERS);
        this.messages = messages;
        this.tail = tail;
        this.transaction = settings.transaction();
        this.cache = new StreamCache(settings.keptDecoded(), settings.cachedEvents());
        this.snapshots = settings.snapshots();
    }

    /** What the running unit of work will append; for guards and rows beside its events. */
    public UnitAppend unitAppend(UnitOfWork<?> unit) {
        var append = UnitAppend.of(unit, this);
        append.submitLast(unit.root());
        return append;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        var stored = events.stream().map(messages::stored).toList();
        if (CurrentUnitOfWork.isStarted()) {
            var unit = CurrentUnitOfWork.get();
            UnitAppend.of(unit, this).events(stored);
            unitAppend(unit);
        } else {
            inGroup(Append.of(stored));
        }
    }

    Appended commit(Append unit, List<UnitAppend.Rows> rows, UnitOfWork<?> root) {
        return transaction.hasBegun() || !rows.isEmpty() ? inCallersTransaction(unit, rows, root) : inGroup(unit);
    }

    /**
     * Holds the work to what it has taken for granted and has not appended to: that no others did.
     *
     * @param presumed streams, and the sequence that would be the next
     */
    void confirm(Map<String, Long> presumed) {
        presumed.forEach((stream, next) -> {
            if (!streams.stream(stream, next).isEmpty()) {
                cache.doubt(stream);
                throw new ConcurrencyException("stream " + stream + " has moved on beyond " + next);
            }
        });
    }

    /** Holds the work to the facts it has taken for granted, where it appends nothing. */
    void confirm(Fence fence) {
        if (fence.notBeyond() < Long.MAX_VALUE && !fence.holdsAt(reader.fence())) {
            throw new FenceRaised();
        }
    }

    private Appended inGroup(Append unit) {
        try {
            var appended = group.append(unit);
            cache.committed(tail.after(appended.first() - 1, appended.events()).stream()
                    .filter(DomainEventMessage.class::isInstance)
                    .<DomainEventMessage<?>>map(DomainEventMessage.class::cast)
                    .toList());
            return appended;
        } catch (StreamMovedOn conflict) {
            cache.doubt(conflict.stream());
            throw asAxonSays(conflict);
        }
    }

    private Appended inCallersTransaction(Append unit, List<UnitAppend.Rows> rows, UnitOfWork<?> root) {
        try {
            var appended = joined.append(transaction.connection(), unit);
            for (var more : rows) {
                more.write(appended);
            }
            root.afterCommit(_ -> tail.reached(appended.reached()));
            // Not committed yet, so not known for certain.
            unit.events().forEach(event -> cache.doubt(event.stream()));
            return appended;
        } catch (StreamMovedOn conflict) {
            cache.doubt(conflict.stream());
            throw asAxonSays(conflict);
        } catch (SQLException e) {
            throw new LogUnavailable("the events could not be written", e);
        }
    }

    private static RuntimeException asAxonSays(StreamMovedOn conflict) {
        return conflict.sequence() == 0
                ? new AggregateStreamCreationException(conflict.getMessage(), conflict)
                : new ConcurrencyException(conflict.getMessage(), conflict);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        reader.keepSnapshot(messages.stored(snapshot));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregate) {
        if (!snapshots) {
            return Optional.empty();
        }
        return cache.snapshot(aggregate).orElseGet(() -> {
            Optional<DomainEventMessage<?>> stored = reader.snapshot(aggregate)
                    .flatMap(row -> messages.tracked(row).stream().findFirst())
                    .map(DomainEventMessage.class::cast);
            cache.startsFrom(aggregate, stored);
            return stored;
        });
    }

    @Override
    public DomainEventStream readEvents(String aggregate, long first) {
        return DomainEventStream.of(presumed(aggregate, first)
                .orElseGet(
                        () -> cache.read(aggregate, first, since -> domainEvents(streams.stream(aggregate, since)))));
    }

    private Optional<List<DomainEventMessage<?>>> presumed(String aggregate, long first) {
        return Presumption.current().filter(_ -> CurrentUnitOfWork.isStarted()).flatMap(presumption -> {
            var known = cache.presumed(aggregate, first);
            known.ifPresent(events -> {
                presumption.onStream();
                unitAppend(CurrentUnitOfWork.get())
                        .presume(
                                aggregate,
                                events.isEmpty() ? first : events.getLast().getSequenceNumber() + 1);
            });
            return known;
        });
    }

    private List<DomainEventMessage<?>> domainEvents(List<StoredEvent> rows) {
        return messages.tracked(rows.stream())
                .<DomainEventMessage<?>>map(message -> (DomainEventMessage<?>) message)
                .toList();
    }

    /**
     * All events after a position. The stream ends at the head of the log; it never waits, whatever {@code mayBlock} says:
     * those who wait open a stream of the {@link PostgresEventStore}.
     */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return messages.tracked(StreamSupport.stream(new LogPages(reader, position(token), READ_AT_ONCE), false));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregate) {
        return reader.lastSequence(aggregate);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return EventMessages.token(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return EventMessages.token(reader.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return EventMessages.token(reader.before(time));
    }

    static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
