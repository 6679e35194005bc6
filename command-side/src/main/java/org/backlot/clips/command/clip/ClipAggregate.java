package org.backlot.clips.command.clip;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.clips.api.ClipCommand;
import org.backlot.clips.api.ClipEvent;
import org.backlot.clips.api.ClipStanding;
import org.backlot.clips.api.ClipVersionOrder;
import org.backlot.clips.api.ClipWords;
import org.backlot.shared.id.JobId;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Clip} and keeps what they return. */
public class ClipAggregate {
    private @Nullable String stream;
    private Clip state = Clip.unplanned();

    protected ClipAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClipCommand.PlanClip command, Clock clock) {
        keep(state.plan(command, clock.instant()));
    }

    @CommandHandler
    ClipVersionOrder handle(ClipCommand.RequestRerender command, Clock clock) {
        keep(state.rerender(command, clock.instant()));
        return state.newestOrder();
    }

    @CommandHandler
    void handle(ClipCommand.RecordVersionRendered command, Clock clock) {
        keep(state.rendered(command, clock.instant()));
    }

    @CommandHandler
    void handle(ClipCommand.RecordVersionExported command, Clock clock) {
        keep(state.exported(command, clock.instant()));
    }

    @CommandHandler
    void handle(ClipCommand.RecordVersionFailed command, Clock clock) {
        keep(state.failed(command, clock.instant()));
    }

    @CommandHandler
    ClipWords handle(ClipCommand.EditClipWords command, Clock clock) {
        keep(state.edit(command, clock.instant()));
        return state.words();
    }

    @CommandHandler
    void handle(ClipCommand.CommentClip command, Clock clock) {
        keep(state.comment(command, clock.instant()));
    }

    @CommandHandler
    JobId handle(ClipCommand.DeleteClip command, Clock clock) {
        keep(state.delete(command, clock.instant()));
        return state.job();
    }

    @CommandHandler
    ClipStanding handle(ClipCommand.InspectClip command) {
        return state.standing();
    }

    @CommandHandler
    void handle(ClipCommand.RecordClipFilesRemoved command, Clock clock) {
        keep(state.filesRemoved(clock.instant()));
    }

    @EventSourcingHandler
    void on(ClipEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<ClipEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
