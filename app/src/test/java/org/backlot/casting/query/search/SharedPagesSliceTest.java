package org.backlot.casting.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.TalentEvent.TalentRetired;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.query.search.SharedPages.Page;
import org.backlot.casting.query.search.memory.Candidate;
import org.backlot.log.query.SlicePostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("Pages of several searches that are read together")
class SharedPagesSliceTest {
    private static final int MANY = 40;

    private final SearchSlice slice = new SearchSlice();
    private final SharedPages pages = new SharedPages(SlicePostgres.reactive());

    @Test
    @DisplayName("CST-6: each search is given those of its own page")
    void own_page() {
        var amal = joins("Amal");
        var basma = joins("Basma");
        var of = new ArrayList<PageRows<TalentText>>();
        read(number -> {
            of.add(new PageRows<>(TalentText::read));
            return page(List.of(number % 2 == 0 ? amal : basma), slice.position(), of.getLast());
        });
        for (int number = 0; number < MANY; number++) {
            var mine = of.get(number);
            assertThat(mine.shown(amal).map(TalentText::name))
                    .isEqualTo(number % 2 == 0 ? Optional.of("Amal") : empty());
            assertThat(mine.shown(basma).map(TalentText::name))
                    .isEqualTo(number % 2 == 0 ? empty() : Optional.of("Basma"));
        }
    }

    @Test
    @DisplayName("CST-6 IDN-9: who was hidden since is hidden from each, however much the others know already")
    void hidden_since() {
        var amal = joins("Amal");
        var basma = joins("Basma");
        long before = slice.position();
        slice.happened(new TalentRetired(SearchSlice.person("Basma"), SearchSlice.NOW));
        var late = new ArrayList<PageRows<TalentText>>();
        read(number -> {
            var rows = new PageRows<>(TalentText::read);
            boolean knowsLess = number % 2 == 1;
            if (knowsLess) {
                late.add(rows);
            }
            return page(List.of(amal, basma), knowsLess ? before : slice.position(), rows);
        });
        assertThat(late).hasSize(MANY / 2).allSatisfy(rows -> {
            assertThat(rows.shown(basma)).isEmpty();
            assertThat(rows.seen(List.of(candidate(amal), candidate(basma))))
                    .extracting(Candidate::id)
                    .containsExactly(amal);
        });
    }

    @FunctionalInterface
    private interface Asking {
        Page page(int number);
    }

    // The first ones set out by themselves, and all others together.
    private void read(Asking asking) {
        Flux.range(0, MANY)
                .map(asking::page)
                .flatMap(page -> pages.read(SearchKind.TALENT, page), MANY)
                .blockLast();
    }

    private static Page page(List<UUID> ids, long known, PageRows<?> rows) {
        return new Page(ids, known, SearchSlice.NOW, rows);
    }

    private static Candidate candidate(UUID id) {
        return new Candidate(1, true, 1, id, Optional.empty(), true, List.of());
    }

    private static Optional<String> empty() {
        return Optional.empty();
    }

    private UUID joins(String name) {
        slice.happened(slice.talent(
                name, SearchSlice.details(name, null, SearchSlice.lines("Riding"), null, List.of(), null)));
        return SearchSlice.person(name).value();
    }
}
