package org.backlot.casting.command.search;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.SavedSearchCommand.DeleteSavedSearch;
import org.backlot.casting.api.SavedSearchCommand.SaveSearch;
import org.backlot.casting.api.SavedSearchEvent;
import org.backlot.casting.api.SavedSearchEvent.SavedSearchDeleted;
import org.backlot.casting.api.SavedSearchEvent.SearchSaved;
import org.backlot.casting.api.search.SavedSearch;
import org.backlot.casting.api.search.SearchText;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.SavedSearchId;

/**
 * All searches that one person keeps. One aggregate knows them all, so that each is there once, by its name and by what it
 * looks for, without a claim.
 */
record SavedSearches(Map<SavedSearchId, Optional<SavedSearch>> kept) {
    static final int MOST = 50;

    SavedSearches {
        kept = Map.copyOf(kept);
    }

    static SavedSearches none() {
        return new SavedSearches(Map.of());
    }

    SavedSearches evolve(SavedSearchEvent event) {
        var next = new LinkedHashMap<>(kept);
        switch (event) {
            case SearchSaved e -> next.put(e.savedSearchId(), e.search().value());
            case SavedSearchDeleted e -> next.remove(e.savedSearchId());
        }
        return new SavedSearches(next);
    }

    /**
     * Keeps a search; the very same request again does nothing.
     *
     * @throws Rejection {@code ID_TAKEN}, {@code SEARCH_SAVED_ALREADY}, {@code SEARCH_NAME_TAKEN},
     *     {@code SAVED_SEARCHES_FULL}, {@code FIELD_INVALID} for a text without a word in it
     */
    List<SavedSearchEvent> save(SaveSearch command, Instant now) {
        var search = command.search().value().orElseThrow(() -> Rejection.of(CommonRejection.PERSONAL_DATA_ERASED));
        var before = kept.get(command.savedSearchId());
        if (before != null) {
            if (before.equals(Optional.of(search))) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN).at("savedSearchId");
        }
        if (search.wish().saysNothing()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "There is no word in this text that can be looked for.")
                    .at("text");
        }
        for (var other : kept.values().stream().flatMap(Optional::stream).toList()) {
            requireAnother(search, other);
        }
        if (kept.size() >= MOST) {
            throw Rejection.of(CastingRejection.SAVED_SEARCHES_FULL);
        }
        return List.of(new SearchSaved(command.accountId(), command.savedSearchId(), command.search(), now));
    }

    private static void requireAnother(SavedSearch search, SavedSearch other) {
        if (search.wish().normal().equals(other.wish().normal())) {
            throw Rejection.of(CastingRejection.SEARCH_SAVED_ALREADY);
        }
        if (SearchText.fold(search.name().value())
                .equals(SearchText.fold(other.name().value()))) {
            throw Rejection.of(CastingRejection.SEARCH_NAME_TAKEN).at("name");
        }
    }

    /** @throws Rejection {@code NOT_FOUND} */
    List<SavedSearchEvent> delete(DeleteSavedSearch command, Instant now) {
        if (!kept.containsKey(command.savedSearchId())) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        return List.of(new SavedSearchDeleted(command.accountId(), command.savedSearchId(), now));
    }
}
