package org.backlot.log.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in business words.
 *
 * @param position its place in the log, where all of it can be read
 * @param by who did it, by name
 * @param actor who did it, as the metadata says: an account or a process
 * @param sentence what happened
 */
record TimelineEntry(
        long position,
        Instant at,
        String type,
        String stream,
        String by,
        @Nullable String actor,
        String sentence) {
    static TimelineEntry of(LoggedEvent event, Sentences sentences, Names names) {
        return new TimelineEntry(
                event.position(),
                event.at(),
                event.type(),
                event.stream(),
                names.ofActor(event.actor()),
                event.actor(),
                sentences.of(event, names));
    }
}
