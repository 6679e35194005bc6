package org.backlot.casting.command.application;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.casting.api.ApplicationCommand;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationSheet;
import org.backlot.casting.api.ApplicationStatus;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Application} and keeps what they return. */
public class ApplicationAggregate {
    private @Nullable String stream;
    private Application state = Application.unsent();

    protected ApplicationAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ApplicationCommand.SubmitApplication command, Clock clock) {
        keep(state.submit(command, clock.instant()));
    }

    @CommandHandler
    ApplicationSheet handle(ApplicationCommand.ViewApplication command, Clock clock) {
        keep(state.view(command, clock.instant()));
        return state.sheet();
    }

    @CommandHandler
    ApplicationStatus handle(ApplicationCommand.DecideApplication command, Clock clock) {
        keep(state.decide(command, clock.instant()));
        return state.status();
    }

    @CommandHandler
    ApplicationStatus handle(ApplicationCommand.AnswerOffer command, Clock clock) {
        keep(state.answer(command, clock.instant()));
        return state.status();
    }

    @CommandHandler
    void handle(ApplicationCommand.WithdrawApplication command, Clock clock) {
        keep(state.withdraw(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(ApplicationEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<ApplicationEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
