package org.backlot.casting.command.application;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.TalentCommand.EndGuardianship;
import org.backlot.casting.api.TalentCommand.RetireTalent;
import org.backlot.casting.api.WithdrawalCause;
import org.backlot.casting.command.access.CastingFacts;
import org.backlot.identity.api.ErasesWithAccount;
import org.backlot.shared.id.AccountId;
import org.springframework.stereotype.Component;

/** What ends in casting when a person is forgotten: their profile and applications, and what they consented to for others. */
@Component
final class ForgottenTalent implements ErasesWithAccount {
    private final CommandGateway commands;
    private final CastingFacts facts;
    private final OpenApplications open;

    ForgottenTalent(CommandGateway commands, CastingFacts facts, OpenApplications open) {
        this.commands = commands;
        this.facts = facts;
        this.open = open;
    }

    @Override
    public void erase(AccountId account, AccountId erasedBy) {
        for (var ward : facts.wardsOf(account)) {
            commands.sendAndWait(new EndGuardianship(ward, account));
            open.withdrawAll(ward, erasedBy, WithdrawalCause.CONSENT_GONE);
        }
        if (facts.hasProfile(account)) {
            open.withdrawAll(account, erasedBy, WithdrawalCause.ACCOUNT_ERASED);
            commands.sendAndWait(new RetireTalent(account));
        }
    }
}
