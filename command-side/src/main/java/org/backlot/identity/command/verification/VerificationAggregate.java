package org.backlot.identity.command.verification;

import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.identity.api.VerificationCommand;
import org.backlot.identity.api.VerificationEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Verification} and keeps what they return. */
public class VerificationAggregate {
    private @Nullable String stream;
    private Verification state = Verification.unseen();

    protected VerificationAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Instant handle(VerificationCommand.RecordVerification command, Clock clock) {
        var seen = state.seen(command, clock.instant());
        AggregateLifecycle.apply(seen);
        return seen.expiresAt();
    }

    @CommandHandler
    void handle(VerificationCommand.RevokeVerification command, Clock clock) {
        AggregateLifecycle.apply(state.revoke(command, clock.instant()));
    }

    @CommandHandler
    @Nullable
    Instant handle(VerificationCommand.ExpireVerification command, Clock clock) {
        state.expire(clock.instant()).forEach(AggregateLifecycle::apply);
        return state.endsAt().orElse(null);
    }

    @EventSourcingHandler
    void on(VerificationEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }
}
