package org.backlot.log.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds what the people and things in some events are called. A person's name is opened from the event in which they
 * registered, each time anew: so it reads {@code [erased]} from the moment of erasure.
 */
@Component
public final class NamesLookup {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String NAME = "name";

    private final AuditIndex index;
    private final StoredEvents log;
    private final EventsShown shown;
    private final Sentences sentences;

    public NamesLookup(AuditIndex index, StoredEvents log, EventsShown shown, Sentences sentences) {
        this.index = index;
        this.log = log;
        this.shown = shown;
        this.sentences = sentences;
    }

    /** The names that the sentences of these events need, and those of their actors. */
    Mono<Names> in(Collection<LoggedEvent> events) {
        var people = new LinkedHashSet<UUID>();
        var workspaces = new LinkedHashSet<UUID>();
        var things = new LinkedHashSet<UUID>();
        events.forEach(event -> {
            sentences.eachNamed(event, people::add, workspaces::add, things::add);
            Optional.ofNullable(event.actor())
                    .filter(actor -> ID.matcher(actor).matches())
                    .map(UUID::fromString)
                    .ifPresent(people::add);
        });
        return Mono.zip(opened(people, workspaces), index.labels(things).collectList(), (names, labels) -> {
            labels.forEach(label -> names.put(label.object(), label.label()));
            return new Names(names);
        });
    }

    private Mono<HashMap<UUID, String>> opened(Set<UUID> people, Set<UUID> workspaces) {
        var streams = new LinkedHashSet<String>();
        people.forEach(person -> streams.add("account/" + person));
        workspaces.forEach(workspace -> streams.add("workspace/" + workspace));
        return index.beginnings(streams)
                .collectList()
                .flatMapMany((List<Long> positions) -> log.at(positions))
                .concatMap(shown::shown)
                .collect(HashMap::new, (names, event) -> names.put(subjectOf(event), nameIn(event)));
    }

    private static UUID subjectOf(LoggedEvent beginning) {
        return UUID.fromString(beginning.stream().substring(beginning.stream().indexOf('/') + 1));
    }

    private static String nameIn(LoggedEvent beginning) {
        var name = beginning.payload().path(NAME);
        return name.isString() ? name.stringValue() : Names.SEALED;
    }
}
