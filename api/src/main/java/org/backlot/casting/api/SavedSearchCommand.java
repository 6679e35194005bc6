package org.backlot.casting.api;

import org.backlot.casting.api.search.SavedSearch;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SavedSearchId;
import org.backlot.shared.personal.Personal;

/** What may be asked of the searches that one person keeps (CST-6). */
public sealed interface SavedSearchCommand extends Command {
    AccountId accountId();

    @Override
    default String stream() {
        return "saved-searches/" + accountId();
    }

    record SaveSearch(AccountId accountId, SavedSearchId savedSearchId, Personal<SavedSearch> search)
            implements SavedSearchCommand {}

    record DeleteSavedSearch(AccountId accountId, SavedSearchId savedSearchId) implements SavedSearchCommand {}
}
