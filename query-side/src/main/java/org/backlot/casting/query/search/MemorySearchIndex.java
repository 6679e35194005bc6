package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.query.search.memory.Candidate;
import org.backlot.casting.query.search.memory.MemoryIndex;
import org.backlot.casting.query.search.memory.Wanted;
import org.backlot.platform.query.Columns;
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
    private final IndexCopy copy;
    private final PostgresSearchIndex tables;
    private final DatabaseClient database;

    MemorySearchIndex(
            IndexCopy copy, PostgresSearchIndex tables, @Qualifier("searchDatabase") DatabaseClient database) {
        this.copy = copy;
        this.tables = tables;
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
    public <T> Mono<Found<T>> find(Question question, BiFunction<Readable, Set<String>, T> shown) {
        if (question.wish().saysNothing()) {
            return Mono.just(Found.nothing());
        }
        return copy.upTo(question.position())
                .flatMap(index -> index.map(memory -> find(memory, question, shown))
                        .orElseGet(() -> tables.find(question, shown)));
    }

    private <T> Mono<Found<T>> find(MemoryIndex memory, Question question, BiFunction<Readable, Set<String>, T> shown) {
        return aside(Mono.fromSupplier(() -> matching(memory, question)))
                .flatMap(matching -> trusting(question, matching, shown));
    }

    // It takes up to a millisecond; those whose connection is served by the same thread should not wait for it.
    private static <T> Mono<T> aside(Mono<T> work) {
        return Mono.defer(
                () -> Schedulers.isInNonBlockingThread() ? work.subscribeOn(Schedulers.boundedElastic()) : work);
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

    // Whether somebody is verified ends by the clock alone, so that each is asked for; otherwise a page is enough.
    private <T> Mono<Found<T>> trusting(
            Question question, Matching matching, BiFunction<Readable, Set<String>, T> shown) {
        var asked = matching.seen().stream()
                .map(Candidate::id)
                .limit(question.wish().verifiedOnly() ? SearchStatement.BOUND : question.limit())
                .toList();
        return read(asked, PageStatement.trusting(question, asked, matching.known()), matching, shown)
                .flatMap(rows -> rows.lackOneOf(rows.page(question, matching.seen()))
                        ? askingEach(question, matching, shown)
                        : Mono.just(rows.of(question, matching.seen())));
    }

    private <T> Mono<Found<T>> askingEach(
            Question question, Matching matching, BiFunction<Readable, Set<String>, T> shown) {
        var all = matching.candidates().stream().map(Candidate::id).toList();
        return read(all, PageStatement.askingEach(question, all), matching, shown)
                .map(rows -> rows.of(question, matching.candidates()));
    }

    private <T> Mono<Rows<T>> read(
            List<UUID> ids, SearchStatement statement, Matching matching, BiFunction<Readable, Set<String>, T> shown) {
        var rows = new Rows<T>(matching);
        return ids.isEmpty()
                ? Mono.just(rows)
                : database.sql(statement.sql())
                        .bindValues(statement.binds())
                        .map(row -> rows.add(row, shown))
                        .all()
                        .then(Mono.just(rows));
    }

    /** What one statement gave. */
    private static final class Rows<T> {
        private final Matching matching;
        private final Map<UUID, T> shown = new HashMap<>();
        private final Set<UUID> unseen = new HashSet<>();

        Rows(Matching matching) {
            this.matching = matching;
        }

        // A row is only there while it is read.
        Rows<T> add(Readable row, BiFunction<Readable, Set<String>, T> reading) {
            var id = row.get("id", UUID.class);
            if (id == null) {
                unseen.addAll(List.of(Columns.required(row, "unseen", UUID[].class)));
            } else {
                shown.put(id, reading.apply(row, matching.words()));
            }
            return this;
        }

        List<Candidate> page(Question question, List<Candidate> asked) {
            return seen(asked).stream().limit(question.limit()).toList();
        }

        boolean lackOneOf(List<Candidate> page) {
            return !page.stream().allMatch(candidate -> shown.containsKey(candidate.id()));
        }

        private List<Candidate> seen(List<Candidate> asked) {
            return unseen.isEmpty()
                    ? asked
                    : asked.stream()
                            .filter(candidate -> !unseen.contains(candidate.id()))
                            .toList();
        }

        Found<T> of(Question question, List<Candidate> asked) {
            var seen = seen(asked);
            return question.answered(
                    page(question, asked).stream()
                            .flatMap(candidate -> hit(candidate).stream())
                            .toList(),
                    matching.words(),
                    seen.size(),
                    matching.candidates().size(),
                    counted(question.facets(), seen),
                    () -> seen.get(question.limit() - 1).place());
        }

        // Of what has just been taken out of the view there is no row.
        private Optional<Hit<T>> hit(Candidate candidate) {
            return Optional.ofNullable(shown.get(candidate.id()))
                    .map(read -> new Hit<>(candidate.id(), candidate.active(), candidate.distanceKm(), read));
        }

        private static List<Counted> counted(Set<Facet> facets, List<Candidate> seen) {
            var letters = facets.stream()
                    .map(facet -> facet.stored("").substring(0, 1))
                    .collect(Collectors.joining());
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
}
