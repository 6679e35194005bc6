package org.backlot.casting.command.post;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.casting.api.ingestion.FoundPostCommand;
import org.backlot.casting.api.ingestion.FoundPostEvent;
import org.backlot.casting.api.ingestion.WaitingPost;
import org.backlot.shared.personal.SubjectKeys;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link FoundPost} and keeps what they return. */
public class FoundPostAggregate {
    private @Nullable String stream;
    private FoundPost state = FoundPost.absent();

    protected FoundPostAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(FoundPostCommand.KeepPost command, Clock clock) {
        var events = state.keep(command, clock.instant());
        keep(events);
        return !events.isEmpty();
    }

    @CommandHandler
    void handle(FoundPostCommand.PostponePost command, Clock clock) {
        keep(state.postpone(command, clock.instant()));
    }

    @CommandHandler
    void handle(FoundPostCommand.TakeInPost command, Clock clock) {
        keep(state.takeIn(command, clock.instant()));
    }

    @CommandHandler
    void handle(FoundPostCommand.SetPostAside command, Clock clock) {
        keep(state.setAside(command, clock.instant()));
    }

    @CommandHandler
    void handle(FoundPostCommand.DismissPost command, Clock clock) {
        keep(state.dismiss(command, clock.instant()));
    }

    /** Also destroys the key under which its text is sealed, in the same commit. */
    @CommandHandler
    @Nullable
    Instant handle(FoundPostCommand.ForgetPost command, Clock clock, SubjectKeys keys) {
        var events = state.forget(clock.instant());
        keep(events);
        if (!events.isEmpty()) {
            keys.destroy(command.postId().value());
        }
        return state.forgottenAt().orElse(null);
    }

    @CommandHandler
    @Nullable
    WaitingPost handle(FoundPostCommand.InspectPost command) {
        return state.waiting().orElse(null);
    }

    @EventSourcingHandler
    void on(FoundPostEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<FoundPostEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
