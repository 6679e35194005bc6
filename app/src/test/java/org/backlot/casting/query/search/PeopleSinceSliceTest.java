package org.backlot.casting.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.backlot.casting.api.TalentEvent.TalentRetired;
import org.backlot.casting.query.search.memory.KnownPerson;
import org.backlot.identity.api.VerificationEvent.VerificationRevoked;
import org.backlot.log.query.SlicePostgres;
import org.backlot.shared.id.AccountId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("Of whom something has changed since a position")
class PeopleSinceSliceTest {
    private static final int MANY = 40;

    private final SearchSlice slice = new SearchSlice();
    private final PeopleSince people = new PeopleSince(SlicePostgres.reactive());

    @Test
    @DisplayName("CST-6: nobody, where nothing has changed")
    void nobody() {
        joins("Amal");
        assertThat(people.of(slice.position()).block()).isEmpty();
    }

    @Test
    @DisplayName("CST-6 IDN-8 IDN-9: whoever others may not see, or who is not verified, any more")
    void each() {
        var amal = joins("Amal");
        var basma = joins("Basma");
        var hana = joins("Hana");
        slice.happened(SearchSlice.verified(amal), SearchSlice.verified(hana));
        long before = slice.position();
        slice.happened(
                new TalentRetired(basma, SearchSlice.NOW),
                new VerificationRevoked(hana, SearchSlice.person("moderator"), "gone", SearchSlice.NOW));
        assertThat(people.of(before).blockOptional().orElseThrow().values())
                .containsExactlyInAnyOrder(
                        new KnownPerson(basma.value(), false, Optional.empty()),
                        new KnownPerson(hana.value(), true, Optional.empty()));
    }

    @Test
    @DisplayName("CST-6: of those who ask together nobody is told less than has changed since their own position")
    void together() {
        var amal = joins("Amal");
        long before = slice.position();
        slice.happened(new TalentRetired(amal, SearchSlice.NOW));
        // The first ones set out by themselves, and all others together.
        var told = Flux.fromStream(IntStream.range(0, MANY).boxed())
                .flatMapSequential(number -> people.of(knowsLess(number) ? before : slice.position()), MANY)
                .collectList()
                .blockOptional()
                .orElseThrow();
        assertThat(told).hasSize(MANY);
        IntStream.range(0, MANY)
                .filter(PeopleSinceSliceTest::knowsLess)
                .forEach(number -> assertThat(told.get(number)).containsOnlyKeys(amal.value()));
    }

    private static boolean knowsLess(int number) {
        return number % 2 == 1;
    }

    private AccountId joins(String name) {
        slice.happened(slice.talent(
                name, SearchSlice.details(name, null, SearchSlice.lines("Riding"), null, SearchSlice.lines(), null)));
        return SearchSlice.person(name);
    }
}
