package org.backlot.identity.command.nafath;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.backlot.identity.api.ErasesWithAccount;
import org.backlot.identity.api.NafathCommand.ForgetNafath;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/**
 * What ends between Nafath and a person who is forgotten: an event of the stream that a notice would write to, so that of
 * the two one is decided anew.
 */
@Component
final class ForgottenNafath implements ErasesWithAccount {
    private final CommandGateway commands;
    private final EventStore events;

    ForgottenNafath(CommandGateway commands, EventStore events) {
        this.commands = commands;
        this.events = events;
    }

    @Override
    public void erase(AccountId account, AccountId erasedBy) {
        var forget = new ForgetNafath(account);
        if (events.readEvents(forget.stream()).hasNext()) {
            commands.sendAndWait(forget);
        }
    }
}
