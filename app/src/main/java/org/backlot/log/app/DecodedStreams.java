package org.backlot.log.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Keeps the events of aggregates that were in use lately, so that a command does not decode a whole day again. Each
 * reading asks the database for what came since, so it is right whichever node wrote; only the decoding is saved.
 * A stream is kept up to its first personal field and no further: what was erased must be gone from memory too.
 */
final class DecodedStreams {
    private static final int MOST_EVENTS = 200_000;

    private final Predicate<Class<?>> holdsPersonalFields;
    private final Map<String, List<DomainEventMessage<?>>> kept = new LinkedHashMap<>(64, 0.75f, true);
    private int events;

    DecodedStreams(Predicate<Class<?>> holdsPersonalFields) {
        this.holdsPersonalFields = holdsPersonalFields;
    }

    /**
     * All events of a stream.
     *
     * @param since reads the events from a sequence number on
     */
    List<DomainEventMessage<?>> read(String stream, LongFunction<List<DomainEventMessage<?>>> since) {
        var known = known(stream);
        var fresh = since.apply(known.size());
        if (fresh.isEmpty()) {
            return known;
        }
        var all = new ArrayList<DomainEventMessage<?>>(known.size() + fresh.size());
        all.addAll(known);
        all.addAll(fresh);
        keep(stream, beforeFirstPersonal(all, known.size()));
        return all;
    }

    private List<DomainEventMessage<?>> beforeFirstPersonal(List<DomainEventMessage<?>> all, int from) {
        for (int i = from; i < all.size(); i++) {
            if (holdsPersonalFields.test(all.get(i).getPayloadType())) {
                return List.copyOf(all.subList(0, i));
            }
        }
        return all;
    }

    private synchronized List<DomainEventMessage<?>> known(String stream) {
        return kept.getOrDefault(stream, List.of());
    }

    private synchronized void keep(String stream, List<DomainEventMessage<?>> all) {
        var before = kept.put(stream, all);
        events += all.size() - (before == null ? 0 : before.size());
        var oldest = kept.values().iterator();
        while (events > MOST_EVENTS && kept.size() > 1) {
            events -= oldest.next().size();
            oldest.remove();
        }
    }
}
