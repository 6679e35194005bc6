package org.backlot.identity.api;

import org.backlot.shared.id.AccountId;

/** What else ends when a person is forgotten. Every context that has something to end implements this. */
@FunctionalInterface
public interface ErasesWithAccount {
    /** Sends what is to be sent, in the unit of work that erases the account. */
    void erase(AccountId account, AccountId erasedBy);
}
