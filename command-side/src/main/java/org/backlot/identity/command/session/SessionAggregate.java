package org.backlot.identity.command.session;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.identity.api.RefreshOutcome;
import org.backlot.identity.api.SessionCommand;
import org.backlot.identity.api.SessionEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Session} and keeps what they return. */
public class SessionAggregate {
    private @Nullable String stream;

    private Session state = Session.unopened();

    protected SessionAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SessionCommand.OpenSession command, Clock clock) {
        keep(state.open(command, clock.instant()));
    }

    @CommandHandler
    RefreshOutcome handle(SessionCommand.RotateRefreshToken command, Clock clock) {
        var decided = state.rotate(command, clock.instant());
        keep(decided.events());
        return decided.outcome();
    }

    @CommandHandler
    void handle(SessionCommand.RevokeSession command, Clock clock) {
        keep(state.revoke(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<SessionEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
