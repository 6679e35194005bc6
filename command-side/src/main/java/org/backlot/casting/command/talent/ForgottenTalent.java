package org.backlot.casting.command.talent;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.TalentCommand.EndGuardianship;
import org.backlot.casting.api.TalentCommand.RetireTalent;
import org.backlot.casting.command.access.CastingFacts;
import org.backlot.identity.api.ErasesWithAccount;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/** What ends in casting when a person is forgotten: their profile, and what they consented to for others. */
@Component
final class ForgottenTalent implements ErasesWithAccount {
    private final CommandGateway commands;
    private final CastingFacts facts;

    ForgottenTalent(CommandGateway commands, CastingFacts facts) {
        this.commands = commands;
        this.facts = facts;
    }

    @Override
    public void erase(AccountId account, AccountId erasedBy) {
        for (var ward : facts.wardsOf(account)) {
            commands.sendAndWait(new EndGuardianship(ward, account));
        }
        if (facts.hasProfile(account)) {
            commands.sendAndWait(new RetireTalent(account));
        }
    }
}
