package org.backlot.casting.query.search;

import java.time.Instant;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.shared.id.SavedSearchId;

/**
 * A search that the caller keeps.
 *
 * @param alerts whether they are told of new matches
 */
public record SavedSearchView(
        SavedSearchId savedSearchId, String name, SearchWish wish, boolean alerts, Instant savedAt) {}
