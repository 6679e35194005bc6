package org.backlot.identity.command.account;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.identity.api.AccountCommand;
import org.backlot.identity.api.AccountEvent;
import org.backlot.identity.api.OneTimeCode;
import org.backlot.identity.api.ResendOutcome;
import org.backlot.identity.api.VerificationOutcome;
import org.backlot.shared.ServerSecret;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Account} and keeps what they return. */
public class AccountAggregate {
    private @Nullable String stream;

    private Account state = Account.unregistered();

    protected AccountAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AccountCommand.RegisterAccount command, Clock clock) {
        keep(state.register(command, clock.instant()));
    }

    @CommandHandler
    ResendOutcome handle(AccountCommand.IssueVerificationCode command, Clock clock) {
        var decided = state.resend(command, clock.instant());
        keep(decided.events());
        return decided.outcome();
    }

    @CommandHandler
    VerificationOutcome handle(AccountCommand.VerifyEmail command, ServerSecret secret, Clock clock) {
        var decided = state.verify(command, codeId -> OneTimeCode.of(secret, codeId), clock.instant());
        keep(decided.events());
        return decided.outcome();
    }

    @CommandHandler
    void handle(AccountCommand.EraseAccount command, Clock clock) {
        keep(state.erase(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(AccountEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<AccountEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
