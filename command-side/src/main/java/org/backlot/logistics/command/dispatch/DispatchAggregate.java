package org.backlot.logistics.command.dispatch;

import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.logistics.api.DispatchCommand.CheckHolder;
import org.backlot.logistics.api.DispatchCommand.InitializeDispatch;
import org.backlot.logistics.api.DispatchCommand.OfferHandoff;
import org.backlot.logistics.api.DispatchCommand.PresentHandoffCode;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.logistics.api.DispatchStatus;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Dispatch} and keeps what they return. */
public class DispatchAggregate {
    private @Nullable String stream;
    private Dispatch state = Dispatch.uninitialized();

    protected DispatchAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(InitializeDispatch command, Clock clock) {
        state.initialize(command, clock.instant()).forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    Instant handle(OfferHandoff command, Crew crew, Clock clock) {
        state.offer(command, crew, clock.instant()).forEach(AggregateLifecycle::apply);
        return state.expiryOf(command.codeId());
    }

    @CommandHandler
    DispatchStatus handle(PresentHandoffCode command, Crew crew, Clock clock) {
        state.present(command, crew, clock.instant()).forEach(AggregateLifecycle::apply);
        return state.status();
    }

    @CommandHandler
    void handle(CheckHolder command) {
        state.check(command);
    }

    @EventSourcingHandler
    void on(DispatchEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }
}
