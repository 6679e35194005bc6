package org.backlot.clips.command.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.clips.api.ClipJobCommand;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.StepStanding;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link ClipJob} and keeps what they return. */
public class ClipJobAggregate {
    private @Nullable String stream;
    private ClipJob state = ClipJob.unknown();

    protected ClipJobAggregate() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClipJobCommand.CreateJob command, Clock clock) {
        keep(state.create(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.StartJob command, Clock clock) {
        keep(state.start(command, now(clock)));
    }

    @CommandHandler
    StepStanding handle(ClipJobCommand.RecordStepStarted command, Clock clock) {
        var standing = state.standing(command);
        keep(state.begin(command, now(clock)));
        return standing;
    }

    @CommandHandler
    void handle(ClipJobCommand.RecordStepCompleted command, Clock clock) {
        keep(state.complete(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.RecordStepFailed command, Clock clock) {
        keep(state.fail(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.RecordStepSkipped command, Clock clock) {
        keep(state.skip(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.TimeOutStep command, Clock clock) {
        keep(state.timeOut(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.StartRetry command, Clock clock) {
        keep(state.startRetry(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.PauseJob command, Clock clock) {
        keep(state.pause(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.ResumeJob command, Clock clock) {
        keep(state.resume(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.RetryJob command, Clock clock) {
        keep(state.retry(command, now(clock)));
    }

    @CommandHandler
    JobStatus handle(ClipJobCommand.CancelJob command, Clock clock) {
        keep(state.cancel(command, now(clock)));
        return state.progress().status();
    }

    @CommandHandler
    void handle(ClipJobCommand.OrderVersion command, Clock clock) {
        keep(state.order(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.DropClip command, Clock clock) {
        keep(state.drop(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.BeginPublishing command, Clock clock) {
        keep(state.publish(command, now(clock)));
    }

    @CommandHandler
    void handle(ClipJobCommand.CompleteJob command, Clock clock) {
        keep(state.finish(command, now(clock)));
    }

    @EventSourcingHandler
    void on(ClipJobEvent event) {
        stream = event.stream();
        state = state.evolve(event);
    }

    private static void keep(List<ClipJobEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }

    // The grain of what is kept in views and told to workers; a deadline must read the same everywhere.
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
