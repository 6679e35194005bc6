package org.backlot.casting.command.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.SavedSearchCommand.DeleteSavedSearch;
import org.backlot.casting.api.SavedSearchCommand.SaveSearch;
import org.backlot.casting.api.search.SavedSearch;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SavedSearchId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SavedSearchesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final AccountId KEEPER = new AccountId(new UUID(1, 1));

    private SavedSearches kept = SavedSearches.none();

    private static SaveSearch search(int id, String name, SearchKind kind, String text, String... skills) {
        var wish = new SearchWish(
                kind,
                new CastingLine(text),
                List.of(skills).stream().map(CastingLine::new).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null);
        return new SaveSearch(
                KEEPER,
                new SavedSearchId(new UUID(2, id)),
                Personal.of(new SavedSearch(new CastingLine(name), wish, true)));
    }

    private int saved(SaveSearch command) {
        var events = kept.save(command, NOW);
        for (var event : events) {
            kept = kept.evolve(event);
        }
        return events.size();
    }

    private void refused(SaveSearch command, RejectionCode code) {
        assertThatThrownBy(() -> kept.save(command, NOW))
                .isInstanceOf(Rejection.class)
                .extracting(rejection -> ((Rejection) rejection).code())
                .isEqualTo(code);
    }

    @Test
    @DisplayName("CST-6: what is looked for is kept once for each person, however it is written")
    void once() {
        assertThat(saved(search(1, "Riders", SearchKind.TALENT, "Riyadh rider", "Horse Riding")))
                .isEqualTo(1);
        refused(
                search(2, "Others", SearchKind.TALENT, "RIDER riyadh", "ركوب الخيل"),
                CastingRejection.SEARCH_SAVED_ALREADY);
        refused(search(2, "RIDERS", SearchKind.TALENT, "swimmer"), CastingRejection.SEARCH_NAME_TAKEN);
        assertThat(saved(search(2, "Calls", SearchKind.CALL, "Riyadh rider", "Horse Riding")))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("CST-6: the same request again does nothing, another one under its id is refused")
    void again() {
        saved(search(1, "Riders", SearchKind.TALENT, "rider"));
        assertThat(saved(search(1, "Riders", SearchKind.TALENT, "rider"))).isZero();
        refused(search(1, "Riders", SearchKind.TALENT, "swimmer"), CommonRejection.ID_TAKEN);
    }

    @Test
    @DisplayName("CST-6: what was deleted may be kept again; what is not there is not deleted")
    void deleted() {
        saved(search(1, "Riders", SearchKind.TALENT, "rider"));
        var gone = new DeleteSavedSearch(KEEPER, new SavedSearchId(new UUID(2, 1)));
        for (var event : kept.delete(gone, NOW)) {
            kept = kept.evolve(event);
        }
        assertThatThrownBy(() -> kept.delete(gone, NOW)).isInstanceOf(Rejection.class);
        assertThat(saved(search(2, "Riders", SearchKind.TALENT, "rider"))).isEqualTo(1);
    }

    @Test
    @DisplayName("CST-6: fifty are kept, and none for a text without a word")
    void bounds() {
        for (int number = 0; number < SavedSearches.MOST; number++) {
            saved(search(number, "Search " + number, SearchKind.TALENT, "word" + number));
        }
        refused(search(99, "One more", SearchKind.TALENT, "more"), CastingRejection.SAVED_SEARCHES_FULL);
        kept = SavedSearches.none();
        refused(search(1, "Nothing", SearchKind.TALENT, "!?"), CommonRejection.FIELD_INVALID);
    }
}
