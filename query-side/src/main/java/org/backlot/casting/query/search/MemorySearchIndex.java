package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.query.search.memory.Candidate;
import org.backlot.casting.query.search.memory.MemoryIndex;
import org.backlot.casting.query.search.memory.Wanted;
import org.backlot.platform.query.Turns;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Finds in the memory of this node, and asks PostgreSQL what is shown of the found, and who may not be seen any more. While
 * there is no copy in memory, PostgreSQL does all of it; both find the same in the same order, so that a search may begin
 * with one and go on with the other.
 */
@Component
@Primary
final class MemorySearchIndex implements SearchIndex {
    /** For most of its time a search waits for the database, and others can use the processor. */
    private static final int FOR_EACH_PROCESSOR = 3;

    private final Turns turns =
            new Turns(Runtime.getRuntime().availableProcessors() * FOR_EACH_PROCESSOR, Schedulers.boundedElastic());
    private final IndexCopy copy;
    private final PostgresSearchIndex tables;
    private final SharedPages pages;
    private final DatabaseClient database;

    MemorySearchIndex(
            IndexCopy copy,
            PostgresSearchIndex tables,
            SharedPages pages,
            @Qualifier("searchDatabase") DatabaseClient database) {
        this.copy = copy;
        this.tables = tables;
        this.pages = pages;
        this.database = database;
    }

    /**
     * What is known in memory.
     *
     * @param candidates those that match, whoever may see them
     * @param seen those of them who may be seen, by what was known at a position of the log
     * @param words by which they match
     */
    private record Matching(List<Candidate> candidates, List<Candidate> seen, long known, Set<String> words) {
        static final Matching NOTHING = new Matching(List.of(), List.of(), 0, Set.of());
    }

    @Override
    public <T> Mono<Found<T>> find(Question question, Function<Readable, T> text) {
        if (question.wish().saysNothing()) {
            return Mono.just(Found.nothing());
        }
        return copy.upTo(question.position())
                .flatMap(index ->
                        index.map(memory -> find(memory, question, text)).orElseGet(() -> tables.find(question, text)));
    }

    private <T> Mono<Found<T>> find(MemoryIndex memory, Question question, Function<Readable, T> text) {
        return turns.take(Mono.fromSupplier(() -> matching(memory, question))
                        .flatMap(matching -> trusting(question, matching, text)))
                // What brings the rows of several searches should not wait until each is written out.
                .publishOn(Schedulers.boundedElastic());
    }

    private static Matching matching(MemoryIndex memory, Question question) {
        var wish = question.wish();
        var asked = new AskedWords(wish);
        var known = memory.known(asked.keys());
        var tiers = asked.tiers(known);
        if (tiers.isEmpty()) {
            return Matching.NOTHING;
        }
        long position = memory.accessPosition();
        var candidates = memory.best(new Wanted(
                wish.kind(),
                tiers,
                question.idle(),
                question.now(),
                Optional.ofNullable(wish.near()),
                question.cursor().map(SearchCursor::place),
                !question.facets().isEmpty(),
                SearchStatement.BOUND));
        var seen = candidates.stream().filter(Candidate::mayBeSeen).toList();
        return new Matching(candidates, seen, position, asked.meant(known));
    }

    private <T> Mono<Found<T>> trusting(Question question, Matching matching, Function<Readable, T> text) {
        var rows = new PageRows<>(text);
        return page(question, matching, rows)
                .then(Mono.defer(() -> rows.lackOneOf(page(question, rows.seen(matching.seen())))
                        ? askingEach(question, matching, text)
                        : Mono.just(found(question, matching, matching.seen(), rows))));
    }

    // Whether somebody is verified ends by the clock alone, so that each is asked for; otherwise a page is enough.
    private Mono<Void> page(Question question, Matching matching, PageRows<?> rows) {
        if (question.wish().verifiedOnly()) {
            var all = ids(matching.seen());
            return read(all, PageStatement.verified(question, all, matching.known()), rows);
        }
        var ids = ids(page(question, matching.seen()));
        return ids.isEmpty()
                ? Mono.empty()
                : pages.read(question.wish().kind(), new SharedPages.Page(ids, matching.known(), question.now(), rows));
    }

    private <T> Mono<Found<T>> askingEach(Question question, Matching matching, Function<Readable, T> text) {
        var rows = new PageRows<>(text);
        var all = ids(matching.candidates());
        return read(all, PageStatement.askingEach(question, all), rows)
                .then(Mono.fromSupplier(() -> found(question, matching, matching.candidates(), rows)));
    }

    private Mono<Void> read(List<UUID> ids, SearchStatement statement, PageRows<?> rows) {
        return ids.isEmpty()
                ? Mono.empty()
                : database.sql(statement.sql())
                        .bindValues(statement.binds())
                        .map(row -> rows.add(row))
                        .all()
                        .then();
    }

    private static List<UUID> ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::id).toList();
    }

    private static List<Candidate> page(Question question, List<Candidate> seen) {
        return seen.stream().limit(question.limit()).toList();
    }

    private static <T> Found<T> found(Question question, Matching matching, List<Candidate> asked, PageRows<T> rows) {
        var seen = rows.seen(asked);
        return question.answered(
                page(question, seen).stream()
                        .flatMap(candidate -> hit(candidate, rows).stream())
                        .toList(),
                matching.words(),
                seen.size(),
                matching.candidates().size(),
                counted(question.facets(), seen),
                () -> seen.get(question.limit() - 1).place());
    }

    // Of what has just been taken out of the view there is no row.
    private static <T> Optional<Hit<T>> hit(Candidate candidate, PageRows<T> rows) {
        return rows.shown(candidate.id())
                .map(text -> new Hit<>(candidate.id(), candidate.active(), candidate.distanceKm(), text));
    }

    private static List<Counted> counted(Set<Facet> facets, List<Candidate> seen) {
        var letters =
                facets.stream().map(facet -> facet.stored("").substring(0, 1)).collect(Collectors.joining());
        var counts = new HashMap<String, Integer>();
        if (!letters.isEmpty()) {
            for (var candidate : seen) {
                for (var value : candidate.facets()) {
                    if (letters.indexOf(value.charAt(0)) >= 0) {
                        counts.merge(value, 1, Integer::sum);
                    }
                }
            }
        }
        return counts.entrySet().stream()
                .map(count -> new Counted(count.getKey(), count.getValue()))
                .toList();
    }
}
