package org.backlot.casting.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.casting.api.search.SavedSearch;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SavedSearchId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** The searches that one person keeps. What they look for is personal data, and goes with them. */
public sealed interface SavedSearchEvent extends Event {
    AccountId accountId();

    @Override
    default String stream() {
        return "saved-searches/" + accountId();
    }

    @EventName("casting.SearchSaved")
    @Revision("1")
    record SearchSaved(
            AccountId accountId,
            SavedSearchId savedSearchId,
            @PersonalData(subject = "accountId") Personal<SavedSearch> search,
            Instant at)
            implements SavedSearchEvent {}

    @EventName("casting.SavedSearchDeleted")
    @Revision("1")
    record SavedSearchDeleted(AccountId accountId, SavedSearchId savedSearchId, Instant at)
            implements SavedSearchEvent {}
}
