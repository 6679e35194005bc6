package org.backlot.casting.query.search;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.query.search.memory.KnownPerson;
import org.backlot.casting.query.search.memory.Match;
import org.backlot.casting.query.search.memory.MemoryIndex;
import org.backlot.casting.query.search.memory.Wanted;
import org.backlot.platform.query.Turns;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds in the memory of this node, and asks PostgreSQL who may not be seen, or is not verified, any more. While there is no
 * copy in memory, PostgreSQL does all of it; both find the same in the same order, so that a search may begin with one and go
 * on with the other.
 */
@Component
@Primary
final class MemorySearchIndex implements SearchIndex {
    /** With one more than there are processors, none of them waits while one search ends and the next begins. */
    private static final int AT_A_TIME = Runtime.getRuntime().availableProcessors() + 1;

    private final Turns turns = new Turns(AT_A_TIME, Schedulers.boundedElastic());
    private final IndexCopy copy;
    private final PostgresSearchIndex tables;
    private final PeopleSince people;

    MemorySearchIndex(IndexCopy copy, PostgresSearchIndex tables, PeopleSince people) {
        this.copy = copy;
        this.tables = tables;
        this.people = people;
    }

    @Override
    public <T extends SearchText> Mono<Found<T>> find(Question question, Class<T> text) {
        if (question.wish().saysNothing()) {
            return Mono.just(Found.nothing());
        }
        return copy.upTo(question.position())
                .flatMap(index ->
                        index.map(memory -> find(memory, question, text)).orElseGet(() -> tables.find(question, text)));
    }

    private <T extends SearchText> Mono<Found<T>> find(MemoryIndex memory, Question question, Class<T> text) {
        return people.of(memory.peopleUpTo())
                .flatMap(since -> turns.take(Mono.fromSupplier(() -> found(memory, question, since, text))));
    }

    private static <T extends SearchText> Found<T> found(
            MemoryIndex memory, Question question, Map<UUID, KnownPerson> since, Class<T> text) {
        var wish = question.wish();
        var asked = new AskedWords(wish);
        var known = memory.known(asked.keys());
        var tiers = asked.tiers(known);
        if (tiers.isEmpty()) {
            return Found.nothing();
        }
        var matching = memory.find(new Wanted(
                wish.kind(),
                tiers,
                question.idle(),
                question.now(),
                Optional.ofNullable(wish.near()),
                question.cursor().map(SearchCursor::place),
                wish.verifiedOnly(),
                question.facets(),
                question.limit(),
                since));
        return question.answered(
                matching.page().stream().map(match -> hit(match, text)).toList(),
                asked.meant(known),
                matching.seen(),
                matching.all(),
                matching.counted(),
                () -> matching.page().getLast().place());
    }

    private static <T extends SearchText> Hit<T> hit(Match match, Class<T> text) {
        var place = match.place();
        return new Hit<>(place.id(), place.active(), match.verified(), match.distanceKm(), text.cast(match.text()));
    }
}
