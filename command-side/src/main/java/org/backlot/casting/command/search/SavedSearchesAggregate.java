package org.backlot.casting.command.search;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.casting.api.SavedSearchCommand;
import org.backlot.casting.api.SavedSearchEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link SavedSearches} and keeps what they return. */
public class SavedSearchesAggregate {
    private @Nullable String stream;
    private SavedSearches state = SavedSearches.none();

    protected SavedSearchesAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SavedSearchCommand.SaveSearch command, Clock clock) {
        keep(state.save(command, clock.instant()));
    }

    @CommandHandler
    void handle(SavedSearchCommand.DeleteSavedSearch command, Clock clock) {
        keep(state.delete(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(SavedSearchEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<SavedSearchEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
