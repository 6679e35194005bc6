package org.backlot.log.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Streams that were decoded before")
class DecodedStreamsTest {
    private record Take(int number) {}

    private record Incident(String text) {}

    private final List<DomainEventMessage<?>> log = new ArrayList<>();
    private final List<Long> readFrom = new ArrayList<>();
    private final DecodedStreams streams = new DecodedStreams(Incident.class::equals);

    @Test
    @DisplayName("are read on from where they were, and show what anybody has added since")
    void reads_on() {
        happens(new Take(1));
        happens(new Take(2));
        assertThat(read()).containsExactly(new Take(1), new Take(2));

        happens(new Take(3));

        assertThat(read()).containsExactly(new Take(1), new Take(2), new Take(3));
        assertThat(readFrom).containsExactly(0L, 2L);
    }

    @Test
    @DisplayName("CMP-2: keep nothing from the first personal field on, so that an erased one is gone")
    void personal_is_not_kept() {
        happens(new Take(1));
        happens(new Incident("Sam fell"));
        happens(new Take(2));
        read();

        log.set(1, message(new Incident("[erased]"), 1));

        assertThat(read()).containsExactly(new Take(1), new Incident("[erased]"), new Take(2));
        assertThat(readFrom).containsExactly(0L, 1L);
    }

    private void happens(Object payload) {
        log.add(message(payload, log.size()));
    }

    private static DomainEventMessage<?> message(Object payload, long sequence) {
        return new GenericDomainEventMessage<>("LiveSet", "live-set/1", sequence, payload);
    }

    private List<Object> read() {
        return streams
                .read("live-set/1", since -> {
                    readFrom.add(since);
                    return List.copyOf(log.subList((int) since, log.size()));
                })
                .stream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }
}
