package org.backlot.casting.query.search.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchTerms.Field;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.casting.api.search.Spot;
import org.backlot.casting.api.search.Standing;
import org.backlot.casting.api.search.WordKeys;
import org.backlot.casting.query.search.AskedWords.Known;
import org.backlot.casting.query.search.SearchIndex.Place;
import org.backlot.casting.query.search.SearchText;
import org.backlot.casting.query.search.SearchTier;
import org.backlot.casting.query.search.TalentText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The search index in memory")
class MemoryIndexTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant IDLE = NOW.minus(Duration.ofDays(90));
    private static final Spot RIYADH = new Spot(24.7136, 46.6753);
    private static final Spot JEDDAH = new Spot(21.4858, 39.1925);

    private static final SearchText TEXT =
            new TalentText("Amal", null, List.of(), null, null, List.of(), null, AgeRange.FROM_26, 50);

    private final MemoryIndex index = new MemoryIndex();

    @Test
    @DisplayName("CST-6: knows a word while some text says it, and that it is a name while somebody is called so")
    void words() {
        var horse = new UUID(0, 1);
        var rider = new UUID(0, 2);
        index.put(SearchKind.TALENT, entry(rider, 1, Field.NAME.term("amal"), Field.PROSE.term("amal")));
        index.put(SearchKind.CALL, entry(horse, 1, Field.PROSE.term("amal")));
        assertThat(index.known(WordKeys.of("amal"))).containsExactly(new Known("amal", true));

        index.put(SearchKind.TALENT, entry(rider, 1, Field.NAME.term("basma"), Field.PROSE.term("basma")));
        assertThat(index.known(WordKeys.of("amal"))).containsExactly(new Known("amal", false));

        index.remove(SearchKind.CALL, horse);
        assertThat(index.known(WordKeys.of("amal"))).isEmpty();
        assertThat(index.known(WordKeys.of("basmah"))).containsExactly(new Known("basma", true));
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("CST-6: finds the best of thousands as if all were put in order, page by page to the very end")
    void order() {
        var random = new Random(6);
        var there = new HashMap<UUID, Entry>();
        // Few standings, so that ids decide; some come twice, some go again, and others take their room.
        for (int number = 0; number < 6_000; number++) {
            if (number % 4 == 3) {
                var gone = there.keySet().iterator().next();
                there.remove(gone);
                index.remove(SearchKind.TALENT, gone);
            }
            var id =
                    number % 5 == 4 ? there.keySet().iterator().next() : new UUID(random.nextLong(), random.nextLong());
            var entry = new Entry(
                    id,
                    random.nextInt(4) * 1_300 + random.nextInt(2),
                    NOW.minus(Duration.ofDays(random.nextInt(180))),
                    random.nextInt(3) == 0 ? Optional.of(NOW.plusSeconds(random.nextInt(3) - 1L)) : Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    IntStream.range(0, 3)
                            .mapToObj(letter -> random.nextInt(3) == 0 ? "fsother" : Field.HEADLINE.term("w" + letter))
                            .distinct()
                            .toList(),
                    Optional.of(id),
                    TEXT);
            there.put(id, entry);
            put(entry);
        }
        var both = new SearchTier(3, List.of(List.of("hw0"), List.of("hw1")));
        var either = new SearchTier(1, List.of(List.of("hw0", "hw1")));

        var found = new ArrayList<UUID>();
        Optional<Place> after = Optional.empty();
        do {
            var page = index.find(new Wanted(
                            SearchKind.TALENT,
                            List.of(both, either),
                            IDLE,
                            NOW,
                            Optional.empty(),
                            after,
                            false,
                            Set.of(),
                            101,
                            Map.of()))
                    .page();
            page.forEach(one -> found.add(one.place().id()));
            after = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.getLast().place());
        } while (after.isPresent());

        var expected = there.values().stream()
                .filter(entry -> entry.until().map(NOW::isBefore).orElse(true))
                .filter(entry -> entry.terms().contains("hw0") || entry.terms().contains("hw1"))
                .sorted(Comparator.<Entry, Boolean>comparing(
                                entry -> entry.terms().containsAll(List.of("hw0", "hw1")))
                        .thenComparing(entry -> !entry.activeAt().isBefore(IDLE))
                        .thenComparing(Entry::standing)
                        // PostgreSQL puts uuids in the order of their text.
                        .thenComparing(entry -> entry.id().toString())
                        .reversed())
                .map(Entry::id)
                .toList();
        assertThat(found).hasSizeGreaterThan(1_000).isEqualTo(expected);
    }

    @Test
    @DisplayName("CST-6: a radius is measured, and whoever has no place is in none")
    void radius() {
        var near = new UUID(0, 3);
        put(at(near, Optional.of(RIYADH)));
        put(at(new UUID(0, 4), Optional.of(JEDDAH)));
        put(at(new UUID(0, 5), Optional.empty()));
        var found = index.find(new Wanted(
                        SearchKind.TALENT,
                        List.of(new SearchTier(1, List.of())),
                        IDLE,
                        NOW,
                        Optional.of(new Near(24.5, 46.5, 100)),
                        Optional.empty(),
                        false,
                        Set.of(),
                        10,
                        Map.of()))
                .page();
        assertThat(found).extracting(one -> one.place().id()).containsExactly(near);
        assertThat(found.getFirst().distanceKm().orElseThrow()).isBetween(25.0, 35.0);
    }

    @Test
    @DisplayName("CST-6: a term of standings, which PostgreSQL needs and memory does not, is no word")
    void standings() {
        put(entry(new UUID(0, 6), 7, Standing.terms(SearchKind.TALENT, 7).toArray(String[]::new)));
        assertThat(index.find(wanted(new SearchTier(1, List.of(Standing.terms(SearchKind.TALENT, 7)))))
                        .page())
                .isEmpty();
        assertThat(index.find(wanted(new SearchTier(1, List.of()))).page()).hasSize(1);
    }

    private static Wanted wanted(SearchTier tier) {
        return new Wanted(
                SearchKind.TALENT,
                List.of(tier),
                IDLE,
                NOW,
                Optional.empty(),
                Optional.empty(),
                false,
                Set.of(),
                10,
                Map.of());
    }

    private static Entry entry(UUID id, int standing, String... terms) {
        return new Entry(
                id,
                standing,
                NOW,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(terms),
                Optional.of(id),
                TEXT);
    }

    private static Entry at(UUID id, Optional<Spot> spot) {
        return new Entry(id, 1, NOW, Optional.empty(), spot, List.of(), List.of(), Optional.of(id), TEXT);
    }

    private void put(Entry entry) {
        index.put(SearchKind.TALENT, entry);
        index.know(new KnownPerson(entry.id(), true, Optional.empty()));
    }
}
