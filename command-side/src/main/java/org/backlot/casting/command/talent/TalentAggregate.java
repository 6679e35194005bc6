package org.backlot.casting.command.talent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.casting.api.TalentCommand;
import org.backlot.casting.api.TalentEvent;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Talent} and keeps what they return. */
public class TalentAggregate {
    private @Nullable String stream;
    private Talent state = Talent.absent();

    protected TalentAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TalentCommand.CreateTalentProfile command, Clock clock) {
        keep(state.create(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.EditTalentProfile command, Clock clock) {
        keep(state.edit(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.AddPortfolioItem command, Clock clock) {
        keep(state.show(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.RemovePortfolioItem command, Clock clock) {
        keep(state.hide(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.NameGuardian command, Clock clock) {
        keep(state.name(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.GiveConsent command, Clock clock) {
        keep(state.consent(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.WithdrawConsent command, Clock clock) {
        keep(state.withdraw(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.EndGuardianship command, Clock clock) {
        keep(state.unguarded(command, clock.instant()));
    }

    @CommandHandler
    @Nullable
    Instant handle(TalentCommand.ReviewAge command, Clock clock) {
        keep(state.reviewAge(clock.instant()));
        return state.nextReview(clock.instant()).orElse(null);
    }

    @CommandHandler
    void handle(TalentCommand.SendApplication command, Clock clock) {
        keep(state.send(command, clock.instant()));
    }

    @CommandHandler
    void handle(TalentCommand.RetireTalent command, Clock clock) {
        keep(state.retire(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(TalentEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<TalentEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
