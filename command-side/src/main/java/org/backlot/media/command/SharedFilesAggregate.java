package org.backlot.media.command;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.media.api.SharedFilesCommand;
import org.backlot.media.api.SharedFilesEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link SharedFiles} and keeps what they return. */
public class SharedFilesAggregate {
    private @Nullable String stream;

    private SharedFiles state = SharedFiles.unknown();

    protected SharedFilesAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SharedFilesCommand.UseSharedFiles command, Clock clock) {
        keep(state.use(command, clock.instant()));
    }

    @CommandHandler
    void handle(SharedFilesCommand.ForgoSharedFiles command, Clock clock) {
        keep(state.forgo(command, clock.instant()));
    }

    @CommandHandler
    void handle(SharedFilesCommand.RemoveSharedFilesAgain command, Clock clock) {
        keep(state.again(command, clock.instant()));
    }

    @CommandHandler
    boolean handle(SharedFilesCommand.InspectSharedFilesRemoval command) {
        return state.isUnderWay(command);
    }

    @CommandHandler
    void handle(SharedFilesCommand.RecordSharedFilesRemoved command, Clock clock) {
        keep(state.removed(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(SharedFilesEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<SharedFilesEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
