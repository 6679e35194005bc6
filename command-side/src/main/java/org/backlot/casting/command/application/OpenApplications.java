package org.backlot.casting.command.application;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.ApplicationCommand.WithdrawApplication;
import org.backlot.casting.api.WithdrawalCause;
import org.backlot.casting.command.access.CastingFacts;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/**
 * What a person has applied for and is not decided. None is missed: an application goes out with an event of the profile,
 * so it and whatever ends a consent cannot be committed beside one another.
 */
@Component
public final class OpenApplications {
    private final CommandGateway commands;
    private final CastingFacts facts;

    public OpenApplications(CommandGateway commands, CastingFacts facts) {
        this.commands = commands;
        this.facts = facts;
    }

    /** Withdraws all of them, in the running unit of work. */
    public void withdrawAll(AccountId applicant, AccountId withdrawnBy, WithdrawalCause cause) {
        facts.openApplications(applicant)
                .forEach(application -> commands.sendAndWait(new WithdrawApplication(application, withdrawnBy, cause)));
    }
}
