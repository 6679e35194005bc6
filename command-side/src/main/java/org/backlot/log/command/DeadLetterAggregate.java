package org.backlot.log.command;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.log.api.DeadLetterCommand;
import org.backlot.log.api.DeadLetterEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link DeadLetter} and keeps what they return. */
public class DeadLetterAggregate {
    private @Nullable String stream;

    private DeadLetter state = DeadLetter.open();

    protected DeadLetterAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DeadLetterCommand.NoteParked command, Clock clock) {
        keep(state.note(command, clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DeadLetterCommand.RetryDeadLetter command, Clock clock) {
        keep(state.retry(command, clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DeadLetterCommand.DiscardDeadLetter command, Clock clock) {
        keep(state.discard(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(DeadLetterEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<DeadLetterEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
