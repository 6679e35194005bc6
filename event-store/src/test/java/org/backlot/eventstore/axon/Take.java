package org.backlot.eventstore.axon;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An aggregate as people write them for Axon. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Axon makes it, fills it from its events, and asks for its id.
class Take {
    @AggregateIdentifier
    private String id;

    private int rolls;

    record Open(@TargetAggregateIdentifier String id) {}

    record Roll(@TargetAggregateIdentifier String id) {}

    record Look(@TargetAggregateIdentifier String id) {}

    record Opened(String id) {}

    record Rolled(String id, int number) {}

    Take() {}

    @CommandHandler
    Take(Open command) {
        apply(new Opened(command.id()));
    }

    @CommandHandler
    int roll(Roll command) {
        apply(new Rolled(command.id(), rolls + 1));
        return rolls;
    }

    @CommandHandler
    int look(Look command) {
        return rolls;
    }

    @EventSourcingHandler
    void on(Opened event) {
        id = event.id();
    }

    @EventSourcingHandler
    void on(Rolled event) {
        rolls = event.number();
    }
}
