package org.backlot.identity.command.nafath;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.identity.api.NafathCommand;
import org.backlot.identity.api.NafathEvent;
import org.backlot.identity.api.NafathSheet;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Nafath} and keeps what they return. */
public class NafathAggregate {
    private @Nullable String stream;
    private Nafath state = Nafath.unused();

    protected NafathAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    NafathSheet handle(NafathCommand.RequestNafath command, Clock clock) {
        return kept(state.request(command, clock.instant()));
    }

    @CommandHandler
    NafathSheet handle(NafathCommand.RecordNafathTransaction command, Clock clock) {
        return kept(state.prompted(command, clock.instant()));
    }

    @CommandHandler
    void handle(NafathCommand.FailNafath command, Clock clock) {
        keep(state.failed(command, clock.instant()));
    }

    @CommandHandler
    boolean handle(NafathCommand.NotifyNafath command, Clock clock) {
        return kept(state.notified(command, clock.instant()));
    }

    @CommandHandler
    @Nullable
    Instant handle(NafathCommand.ExpireNafath command, Clock clock) {
        keep(state.expire(command, clock.instant()));
        return state.endsAt(command.requestId()).orElse(null);
    }

    @CommandHandler
    void handle(NafathCommand.ForgetNafath command, Clock clock) {
        keep(state.forget(command, clock.instant()));
    }

    @EventSourcingHandler
    void on(NafathEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static <O> O kept(Nafath.Decided<O> decided) {
        keep(decided.events());
        return decided.outcome();
    }

    private static void keep(List<NafathEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
