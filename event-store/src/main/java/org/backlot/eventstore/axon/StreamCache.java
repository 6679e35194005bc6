package org.backlot.eventstore.axon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the decoded events of streams that were in use lately, so that a command does not decode a whole day again. A
 * reading asks the database for what came since, so it is right whichever node wrote; only the decoding is saved. Who can
 * do the work again may presume that nothing came since.
 */
final class StreamCache {
    private final Predicate<DomainEventMessage<?>> kept;
    private final int mostEvents;
    private final Map<String, Known> streams = new LinkedHashMap<>(64, 0.75f, true);
    private int events;

    /**
     * @param kept which events may stay decoded; a stream is kept up to the first that may not
     * @param mostEvents how many in all
     */
    StreamCache(Predicate<DomainEventMessage<?>> kept, int mostEvents) {
        this.kept = kept;
        this.mostEvents = mostEvents;
    }

    /**
     * The snapshot that the kept events follow, if any, and the events in order.
     *
     * @param presumable whether these were all events of the stream, as far as this process has heard
     */
    private record Known(
            Optional<DomainEventMessage<?>> snapshot, List<DomainEventMessage<?>> events, boolean presumable) {
        long first() {
            return snapshot.map(state -> state.getSequenceNumber() + 1).orElse(0L);
        }

        long next() {
            return events.isEmpty() ? first() : events.getLast().getSequenceNumber() + 1;
        }
    }

    /** The snapshot with which reading the stream begins; empty where nothing is kept of it. */
    synchronized Optional<Optional<DomainEventMessage<?>>> snapshot(String stream) {
        return Optional.ofNullable(streams.get(stream)).map(Known::snapshot);
    }

    /** Remembers with which snapshot, if any, the reading of a stream begins. */
    synchronized void startsFrom(String stream, Optional<DomainEventMessage<?>> snapshot) {
        if (snapshot.filter(kept.negate()).isEmpty()) {
            replace(stream, new Known(snapshot, List.of(), false));
        }
    }

    /**
     * The events of a stream from a sequence number on.
     *
     * @param since reads those events that are not known here
     */
    List<DomainEventMessage<?>> read(String stream, long first, LongFunction<List<DomainEventMessage<?>>> since) {
        var known = known(stream);
        if (known == null || known.first() != first) {
            var all = since.apply(first);
            if (first == 0) {
                keep(stream, new Known(Optional.empty(), List.of(), false), all);
            }
            return all;
        }
        var fresh = since.apply(known.next());
        if (fresh.isEmpty() && known.presumable()) {
            return known.events();
        }
        return keep(stream, known, fresh);
    }

    /** The events of a stream from a sequence number on, where there is reason to presume that there are no others. */
    synchronized Optional<List<DomainEventMessage<?>>> presumed(String stream, long first) {
        return Optional.ofNullable(streams.get(stream))
                .filter(known -> known.presumable() && known.first() == first)
                .map(Known::events);
    }

    /** Takes over what this process has committed. */
    void committed(Iterable<? extends DomainEventMessage<?>> events) {
        for (var event : events) {
            var known = known(event.getAggregateIdentifier());
            if (known != null && known.presumable() && known.next() == event.getSequenceNumber()) {
                keep(event.getAggregateIdentifier(), known, List.of(event));
            }
        }
    }

    /** Others have appended to the stream, or may have: the next reading asks. */
    synchronized void doubt(String stream) {
        streams.computeIfPresent(stream, (_, known) -> new Known(known.snapshot(), known.events(), false));
    }

    private List<DomainEventMessage<?>> keep(String stream, Known known, List<DomainEventMessage<?>> fresh) {
        var all = new ArrayList<DomainEventMessage<?>>(known.events().size() + fresh.size());
        all.addAll(known.events());
        all.addAll(fresh);
        int keeping = known.events().size();
        while (keeping < all.size() && kept.test(all.get(keeping))) {
            keeping++;
        }
        var staying = keeping == all.size() ? all : List.copyOf(all.subList(0, keeping));
        synchronized (this) {
            replace(stream, new Known(known.snapshot(), staying, keeping == all.size()));
        }
        return all;
    }

    private synchronized @Nullable Known known(String stream) {
        return streams.get(stream);
    }

    private void replace(String stream, Known known) {
        var before = streams.put(stream, known);
        events += cost(known) - (before == null ? 0 : cost(before));
        var oldest = streams.values().iterator();
        while (events > mostEvents && streams.size() > 1) {
            events -= cost(oldest.next());
            oldest.remove();
        }
    }

    private static int cost(Known known) {
        return 1 + known.events().size();
    }
}
