package org.backlot.identity.command.crew;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.identity.api.CrewCommand;
import org.backlot.identity.api.CrewEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Crew} and keeps what they return. */
public class CrewAggregate {
    private @Nullable String stream;

    private Crew state = Crew.unopened();

    protected CrewAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CrewCommand.OpenCrew command) {
        state.open(command).forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    void handle(CrewCommand.SetCapabilities command) {
        state.set(command).forEach(AggregateLifecycle::apply);
    }

    @EventSourcingHandler
    void on(CrewEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }
}
