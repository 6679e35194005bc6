// Why this file exists: the framework stays at the edge, so that the rules can be read and tested without it.
package org.backlot.set.command;

import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.set.api.LiveSetCommand;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.Take;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of the live set and keeps what they return. Roll, cut and circle answer with the take. */
public class LiveSetAggregate {
    /** Read by the framework alone. */
    @AggregateIdentifier
    @Nullable
    String stream;

    private LiveSet state = LiveSet.unopened();

    protected LiveSetAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(LiveSetCommand.OpenLiveSet command) {
        state.open(command).forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    void handle(LiveSetCommand.SlateShot command) {
        state.slate(command).forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    Take handle(LiveSetCommand.RollCamera command, Clock clock) {
        state.roll(command, clock.instant()).forEach(AggregateLifecycle::apply);
        return state.take(command.takeId()).orElseThrow();
    }

    @CommandHandler
    Take handle(LiveSetCommand.CutCamera command, Clock clock) {
        var rolling = state.rolling().map(Take::takeId);
        state.cut(command, clock.instant()).forEach(AggregateLifecycle::apply);
        var meant = command.takeId() == null ? rolling.orElseThrow() : command.takeId();
        return state.take(meant).orElseThrow();
    }

    @CommandHandler
    Take handle(LiveSetCommand.CircleTake command, Clock clock) {
        state.circle(command, clock.instant()).forEach(AggregateLifecycle::apply);
        return state.take(command.takeId()).orElseThrow();
    }

    @CommandHandler
    void handle(LiveSetCommand.CompleteScene command, Clock clock) {
        state.complete(command, clock.instant()).forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    void handle(LiveSetCommand.ReportIncident command, Clock clock) {
        state.report(command, clock.instant()).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(LiveSetEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }
}
