package org.backlot.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Decoded events that are kept per stream")
class StreamCacheTest {
    /** From which sequence the database was asked. */
    private final List<Long> asked = new ArrayList<>();

    /** How many events the database has of every stream. */
    private long stored = 3;

    @Test
    @DisplayName("LED-4: what was read once is not read again, and what another node has written since is")
    void other_node_writes() {
        var cache = cache(_ -> true, 100);
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L);
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L);
        stored = 5;
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(asked).containsExactly(0L, 3L, 3L, 5L);
    }

    @Test
    @DisplayName("LED-4: a stream with a snapshot is kept from there on; who wants all of it gets all")
    void snapshot_then_events() {
        var cache = cache(_ -> true, 100);
        cache.startsFrom("a", Optional.of(message("a", 1)));
        assertThat(cache.snapshot("a").orElseThrow())
                .map(DomainEventMessage::getSequenceNumber)
                .contains(1L);
        assertThat(read(cache, "a", 2)).containsExactly(2L);
        stored = 4;
        assertThat(read(cache, "a", 2)).containsExactly(2L, 3L);
        assertThat(asked).containsExactly(2L, 3L);
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(read(cache, "a", 2)).containsExactly(2L, 3L);
    }

    @Test
    @DisplayName("LED-4: the streams that were not used for longest make room, and are read again when wanted")
    void eviction() {
        var cache = cache(_ -> true, 9);
        read(cache, "a", 0);
        read(cache, "b", 0);
        read(cache, "a", 0);
        read(cache, "c", 0);
        asked.clear();
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L);
        assertThat(asked).as("a was used last but one").containsExactly(3L);
        assertThat(read(cache, "b", 0)).containsExactly(0L, 1L, 2L);
        assertThat(asked).as("b had gone").containsExactly(3L, 0L);
    }

    @Test
    @DisplayName("CMP-2: nothing is kept from the first event on that may not stay in memory")
    void not_kept() {
        var cache = cache(event -> event.getSequenceNumber() != 1, 100);
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L);
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L);
        assertThat(asked).containsExactly(0L, 1L);
        cache.startsFrom("b", Optional.of(message("b", 1)));
        assertThat(cache.snapshot("b")).as("nor a snapshot").isEmpty();
    }

    @Test
    @DisplayName("LED-4: what was read and what this node committed may be presumed to be all, until there is doubt")
    void presumed() {
        var cache = cache(_ -> true, 100);
        assertThat(presumed(cache, "a")).isEmpty();
        read(cache, "a", 0);
        assertThat(presumed(cache, "a")).contains(List.of(0L, 1L, 2L));
        stored = 4;
        cache.committed(List.of(message("a", 3), message("b", 0)));
        assertThat(presumed(cache, "a")).contains(List.of(0L, 1L, 2L, 3L));
        assertThat(presumed(cache, "b")).as("nobody has read it").isEmpty();
        cache.doubt("a");
        assertThat(presumed(cache, "a")).isEmpty();
        assertThat(read(cache, "a", 0)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(presumed(cache, "a")).contains(List.of(0L, 1L, 2L, 3L));
        assertThat(asked).containsExactly(0L, 4L);
    }

    @Test
    @DisplayName("CMP-2: a stream of which an event may not stay in memory is never presumed to be known")
    void not_presumed() {
        var cache = cache(event -> event.getSequenceNumber() != 1, 100);
        read(cache, "a", 0);
        assertThat(presumed(cache, "a")).isEmpty();
        var other = cache(event -> event.getSequenceNumber() != 3, 100);
        read(other, "a", 0);
        other.committed(List.of(message("a", 3)));
        assertThat(presumed(other, "a")).isEmpty();
    }

    private static Optional<List<Long>> presumed(StreamCache cache, String stream) {
        return cache.presumed(stream, 0)
                .map(events -> events.stream()
                        .map(DomainEventMessage::getSequenceNumber)
                        .toList());
    }

    private static StreamCache cache(Predicate<DomainEventMessage<?>> kept, int most) {
        return new StreamCache(kept, most);
    }

    private List<Long> read(StreamCache cache, String stream, long first) {
        return cache
                .read(stream, first, since -> {
                    asked.add(since);
                    return LongStream.range(since, stored)
                            .<DomainEventMessage<?>>mapToObj(sequence -> message(stream, sequence))
                            .toList();
                })
                .stream()
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    private static DomainEventMessage<?> message(String stream, long sequence) {
        return new GenericDomainEventMessage<>("Take", stream, sequence, "payload " + sequence);
    }
}
