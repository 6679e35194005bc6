package org.backlot.log.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stock engine with one promise added: positions grow in commit order, so that whoever has seen position n will never
 * find a smaller one later. An append takes a lock that only the end of its transaction gives back; the price is one
 * commit at a time (see docs/adr/0003).
 */
public final class CommitOrderedEventStorageEngine extends JdbcEventStorageEngine {
    private static final String POSITION = CommitOrderedEventStorageEngine.class.getName() + ".position";
    /** Any number will do as long as nobody else locks it: "backlot" in ASCII. */
    private static final long APPEND_LOCK = 0x6261636B6C6F74L;

    private final JdbcClient jdbc;
    private final LogSignal signal;
    private final DecodedStreams decoded;

    public CommitOrderedEventStorageEngine(
            JdbcEventStorageEngine.Builder builder, EventSerializer serializer, JdbcClient jdbc, LogSignal signal) {
        super(builder.eventSerializer(serializer).snapshotSerializer(serializer));
        this.decoded = new DecodedStreams(serializer::holdsPersonalFields);
        this.jdbc = jdbc;
        this.signal = signal;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        holdAppends(jdbc);
        super.appendEvents(events, serializer);
        long position = jdbc.sql("select currval(pg_get_serial_sequence('public.domain_event_entry', 'global_index'))")
                .query(Long.class)
                .single();
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        root.resources().put(POSITION, position);
        root.afterCommit(_ -> signal.reached(position));
    }

    @Override
    public DomainEventStream readEvents(String aggregate, long firstSequence) {
        if (firstSequence > 0) {
            return super.readEvents(aggregate, firstSequence);
        }
        return DomainEventStream.of(decoded.read(
                aggregate,
                since -> super.readEvents(aggregate, since)
                        .asStream()
                        .<DomainEventMessage<?>>map(event -> event)
                        .toList()));
    }

    /** There are none: nothing here makes snapshots, and looking for one would cost each command a query. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregate) {
        return Optional.empty();
    }

    /** Keeps everybody from appending until the current transaction ends. */
    static void holdAppends(JdbcClient jdbc) {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(APPEND_LOCK)
                .query((_, _) -> 0)
                .single();
    }

    /** The position of the last event that the unit of work appended; 0 where it appended none. */
    public static long positionIn(Map<String, Object> resources) {
        return (long) resources.getOrDefault(POSITION, 0L);
    }
}
