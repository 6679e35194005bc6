package org.backlot.eventstore.axon;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.backlot.eventstore.NewEvent;
import org.backlot.eventstore.StoredEvent;

/** Events as rows of the log, and back: a payload is decoded when somebody first asks for it, and then once. */
public final class EventMessages {
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    /** @param serializer must be able to write text */
    public EventMessages(Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** A row of the log as a message, through the upcasters: usually one, none where an upcaster drops it. */
    public List<TrackedEventMessage<?>> tracked(StoredEvent event) {
        return tracked(Stream.of(event)).toList();
    }

    /** The same for many. */
    public Stream<TrackedEventMessage<?>> tracked(Stream<StoredEvent> events) {
        return EventUtils.upcastAndDeserializeTrackedEvents(events.map(Row::new), serializer, upcasters);
    }

    NewEvent stored(EventMessage<?> message) {
        var payload = message.serializePayload(serializer, String.class);
        var metadata = message.serializeMetaData(serializer, String.class);
        boolean ofStream = message instanceof DomainEventMessage<?>;
        var stream = ofStream ? ((DomainEventMessage<?>) message).getAggregateIdentifier() : message.getIdentifier();
        return new NewEvent(
                stream,
                ofStream ? ((DomainEventMessage<?>) message).getSequenceNumber() : 0,
                ofStream ? ((DomainEventMessage<?>) message).getType() : null,
                message.getIdentifier(),
                message.getTimestamp(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metadata.getData());
    }

    static TrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    /** A row as Axon reads it. */
    private static final class Row implements TrackedEventData<String>, DomainEventData<String> {
        private final StoredEvent event;

        Row(StoredEvent event) {
            this.event = event;
        }

        @Override
        public TrackingToken trackingToken() {
            return token(event.position());
        }

        @Override
        @SuppressWarnings("NullAway") // Axon takes null for an event that belongs to no aggregate.
        public String getType() {
            return event.streamType();
        }

        @Override
        public String getAggregateIdentifier() {
            return event.stream();
        }

        @Override
        public long getSequenceNumber() {
            return event.sequence();
        }

        @Override
        public String getEventIdentifier() {
            return event.eventId();
        }

        @Override
        public Instant getTimestamp() {
            return event.at();
        }

        @Override
        @SuppressWarnings("NullAway") // Axon takes null for an event without a revision.
        public SerializedObject<String> getPayload() {
            return new SimpleSerializedObject<>(event.payload(), String.class, event.type(), event.revision());
        }

        @Override
        public SerializedObject<String> getMetaData() {
            return new SerializedMetaData<>(event.metadata(), String.class);
        }

        @Override
        public String toString() {
            return event.type() + " at " + event.position() + ", " + MetaData.class.getSimpleName() + " not shown";
        }
    }
}
