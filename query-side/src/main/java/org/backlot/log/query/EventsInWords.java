package org.backlot.log.query;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads events and says what they mean, with the names of everybody in them. */
@Component
public final class EventsInWords {
    private final StoredEvents log;
    private final EventsShown shown;
    private final NamesLookup lookup;
    private final Sentences sentences;

    public EventsInWords(StoredEvents log, EventsShown shown, NamesLookup lookup, Sentences sentences) {
        this.log = log;
        this.shown = shown;
        this.lookup = lookup;
        this.sentences = sentences;
    }

    /** The events at these positions in business words, in the order of the log. */
    Mono<List<TimelineEntry>> at(Collection<Long> positions) {
        return log.at(positions)
                .concatMap(shown::shown)
                .collectList()
                .flatMap(events -> lookup.in(events)
                        .map(names -> events.stream()
                                .map(event -> TimelineEntry.of(event, sentences, names))
                                .toList()));
    }
}
