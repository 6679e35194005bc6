package org.backlot.eventstore.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.backlot.eventstore.GroupCommit;
import org.backlot.eventstore.JoinedAppend;
import org.backlot.eventstore.LogNotices;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.Tail;
import org.backlot.eventstore.TestDatabase;

/** All that a program has that uses Axon on a log: several on one log are several nodes. */
final class Node implements AutoCloseable {
    static final int SNAPSHOT_AFTER = 5;

    final List<List<StoredEvent>> groups = Collections.synchronizedList(new ArrayList<>());
    final LogReader reader;
    final Tail<TrackedEventMessage<?>> tail;
    final PostgresEventStorageEngine engine;
    final EventStore store;
    final EventSourcingRepository<Take> takes;
    final CommandGateway commands;
    final OpenConnection transactions = new OpenConnection();
    private final GroupCommit group;
    private final LogNotices notices;

    Node(LogSchema schema) {
        reader = new LogReader(TestDatabase.database(), schema);
        var messages = new EventMessages(serializer(), NoOpEventUpcaster.INSTANCE);
        tail = new Tail<>(reader, event -> messages.tracked(event).getFirst(), _ -> true, 100);
        group = new GroupCommit(TestDatabase.database(), schema, GroupCommit.Settings.USUAL, events -> {
                    groups.add(events);
                    tail.committed(events);
                })
                .start();
        notices = new LogNotices(TestDatabase.database(), schema, reader, tail).start();
        engine = new PostgresEventStorageEngine(
                group,
                new JoinedAppend(schema),
                reader,
                messages,
                tail,
                new PostgresEventStorageEngine.Settings(transactions, _ -> true, 1000, true));
        store = PostgresEventStore.over(engine, tail);
        var factory = new GenericAggregateFactory<>(Take.class);
        var snapshotter = AggregateSnapshotter.builder()
                .eventStore(store)
                .aggregateFactories(List.of(factory))
                .build();
        takes = EventSourcingRepository.builder(Take.class)
                .aggregateFactory(factory)
                .eventStore(store)
                .snapshotTriggerDefinition(new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_AFTER))
                .build();
        CommandBus bus = SimpleCommandBus.builder().build();
        AggregateAnnotationCommandHandler.<Take>builder()
                .aggregateType(Take.class)
                .repository(takes)
                .build()
                .subscribe(bus);
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
    }

    static Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.changeDefaultVisibility(
                        seen -> seen.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)))
                .build();
    }

    @Override
    public void close() {
        notices.close();
        group.close();
    }
}
