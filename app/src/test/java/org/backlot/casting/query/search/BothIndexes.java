// Why this file exists: a search may be answered from memory or from the tables, and nobody should be able to tell
// which.
package org.backlot.casting.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.backlot.log.query.SlicePostgres;
import org.backlot.platform.query.LogGrowth;
import reactor.core.publisher.Mono;

/** Asks both, and answers what they agree on. */
final class BothIndexes implements SearchIndex {
    private static final int PLENTY = 1_000_000;

    private final PostgresSearchIndex tables;
    private final MemorySearchIndex memory;
    private final IndexCopy copy;
    private final LongSupplier position;

    /** @param position what the view has seen */
    BothIndexes(PostgresSearchIndex tables, LongSupplier position) {
        this.tables = tables;
        this.position = position;
        this.copy = new IndexCopy(new IndexTables(SlicePostgres.reactive()), quiet(), PLENTY);
        this.memory = new MemorySearchIndex(copy, tables, new PeopleSince(SlicePostgres.reactive()));
    }

    /** Nobody tells that the log grows: the copy looks when it is asked for something that it has not seen. */
    private static LogGrowth quiet() {
        return new LogGrowth((_, over) -> {
            over.run();
            return () -> {};
        });
    }

    @Override
    public <T extends SearchText> Mono<Found<T>> find(Question question, Class<T> text) {
        return Mono.fromSupplier(() -> {
            var seen = OptionalLong.of(position.getAsLong());
            Awaitility.await("a copy that has seen " + seen)
                    .until(() -> copy.upTo(seen).blockOptional().orElseThrow().isPresent());
            var asked = new Question(
                    question.wish(), question.facets(), question.limit(), question.cursor(), question.now(), seen);
            var fromTables = tables.find(asked, text).blockOptional().orElseThrow();
            var fromMemory = memory.find(asked, text).blockOptional().orElseThrow();
            assertThat(said(fromMemory)).isEqualTo(said(fromTables));
            return fromMemory;
        });
    }

    /** All that a client is told, except how far away it is to the last bit. */
    private record Said(
            List<?> hits,
            List<Long> metres,
            Set<String> words,
            long total,
            boolean exact,
            Set<Counted> counted,
            String next) {}

    private static <T> Said said(Found<T> found) {
        return new Said(
                found.hits().stream()
                        .map(hit -> List.of(hit.id(), hit.active(), hit.verified(), hit.shown()))
                        .toList(),
                found.hits().stream()
                        .map(hit -> Math.round(hit.distanceKm().orElse(0.0) * 1000))
                        .toList(),
                found.words(),
                found.total(),
                found.exact(),
                Set.copyOf(found.counted()),
                found.next().map(SearchCursor::text).orElse(""));
    }
}
