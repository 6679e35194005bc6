package org.backlot.casting.command.call;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.casting.api.CallCommand;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.RoleTicket;
import org.backlot.platform.command.Claims;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Call} and keeps what they return. */
public class CallAggregate {
    private @Nullable String stream;
    private Call state = Call.absent();

    protected CallAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CallCommand.DraftCall command, Clock clock) {
        keep(state.draft(command, clock.instant()));
    }

    /** Also claims what it says: the same content is one call, whoever found it. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CallCommand.ImportCall command, Clock clock, Claims claims) {
        claims.claim("casting-content", command.contentHash(), command.stream(), CastingRejection.CALL_KNOWN);
        keep(state.found(command, clock.instant()));
    }

    @CommandHandler
    CallStatus handle(CallCommand.EditCall command, Clock clock) {
        keep(state.edit(command, clock.instant()));
        return state.status();
    }

    @CommandHandler
    CallStatus handle(CallCommand.PublishCall command, Clock clock) {
        keep(state.publish(command, clock.instant()));
        return state.status();
    }

    @CommandHandler
    void handle(CallCommand.CloseCall command, Clock clock) {
        keep(state.close(command, clock.instant()));
    }

    @CommandHandler
    @Nullable
    Instant handle(CallCommand.CloseCallAtDeadline command, Clock clock) {
        keep(state.closeAtDeadline(clock.instant()));
        return state.deadline().orElse(null);
    }

    @CommandHandler
    void handle(CallCommand.DeleteCall command, Clock clock) {
        keep(state.delete(command, clock.instant()));
    }

    @CommandHandler
    void handle(CallCommand.ApproveCall command, Clock clock) {
        keep(state.approve(command, clock.instant()));
    }

    @CommandHandler
    void handle(CallCommand.RejectCall command, Clock clock) {
        keep(state.reject(command, clock.instant()));
    }

    @CommandHandler
    void handle(CallCommand.AmendCall command, Clock clock) {
        keep(state.amend(command, clock.instant()));
    }

    @CommandHandler
    void handle(CallCommand.MergeCall command, Clock clock) {
        keep(state.merge(command, clock.instant()));
    }

    @CommandHandler
    CallStatus handle(CallCommand.InspectCall command) {
        return state.status();
    }

    @CommandHandler
    RoleTicket handle(CallCommand.InspectRole command, Clock clock) {
        return state.ticket(command, clock.instant());
    }

    @EventSourcingHandler
    void on(CallEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<CallEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
