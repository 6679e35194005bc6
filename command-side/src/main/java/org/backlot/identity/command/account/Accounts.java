package org.backlot.identity.command.account;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.backlot.identity.api.AccountEvent;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/**
 * Accounts as the log tells them. Signing in reads one before its transaction begins, because comparing a password takes
 * long and no connection should wait for it.
 */
@Component
public final class Accounts {
    private final EventStore events;

    public Accounts(EventStore events) {
        this.events = events;
    }

    /** The account as it is now; {@link Account.Unregistered} where there is none. Blocks. */
    public Account load(AccountId accountId) {
        var stream = events.readEvents("account/" + accountId);
        var account = Account.unregistered();
        while (stream.hasNext()) {
            if (stream.next().getPayload() instanceof AccountEvent event) {
                account = account.evolve(event);
            }
        }
        return account;
    }
}
