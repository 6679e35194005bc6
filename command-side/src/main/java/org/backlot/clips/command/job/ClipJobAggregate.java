package org.backlot.clips.command.job;

import java.time.Clock;
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
import org.backlot.clips.api.JobWork;
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
    void handle(ClipJobCommand.CreateJob command, Clock clock, RetryPolicies policies) {
        keep(state.create(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.StartJob command, Clock clock, RetryPolicies policies) {
        keep(state.start(command, terms(clock, policies)));
    }

    @CommandHandler
    StepStanding handle(ClipJobCommand.RecordStepStarted command, Clock clock, RetryPolicies policies) {
        var standing = state.standing(command);
        keep(state.begin(command, terms(clock, policies)));
        return standing;
    }

    @CommandHandler
    void handle(ClipJobCommand.RecordStepCompleted command, Clock clock, RetryPolicies policies) {
        keep(state.complete(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.RecordStepFailed command, Clock clock, RetryPolicies policies) {
        keep(state.fail(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.RecordStepSkipped command, Clock clock, RetryPolicies policies) {
        keep(state.skip(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.TimeOutStep command, Clock clock, RetryPolicies policies) {
        keep(state.timeOut(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.StartRetry command, Clock clock, RetryPolicies policies) {
        keep(state.startRetry(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.PauseJob command, Clock clock, RetryPolicies policies) {
        keep(state.pause(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.ResumeJob command, Clock clock, RetryPolicies policies) {
        keep(state.resume(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.RetryJob command, Clock clock, RetryPolicies policies) {
        keep(state.retry(command, terms(clock, policies)));
    }

    @CommandHandler
    JobStatus handle(ClipJobCommand.CancelJob command, Clock clock, RetryPolicies policies) {
        keep(state.cancel(command, terms(clock, policies)));
        return state.progress().status();
    }

    @CommandHandler
    void handle(ClipJobCommand.OrderVersion command, Clock clock, RetryPolicies policies) {
        keep(state.order(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.SettleVersion command, Clock clock, RetryPolicies policies) {
        keep(state.settle(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.DropClip command, Clock clock, RetryPolicies policies) {
        keep(state.drop(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.BeginPublishing command, Clock clock, RetryPolicies policies) {
        keep(state.publish(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.CompleteJob command, Clock clock, RetryPolicies policies) {
        keep(state.finish(command, terms(clock, policies)));
    }

    @CommandHandler
    void handle(ClipJobCommand.RemoveJobWork command, Clock clock, RetryPolicies policies) {
        keep(state.removeWork(command, terms(clock, policies)));
    }

    @CommandHandler
    JobWork handle(ClipJobCommand.InspectJobWork command) {
        return state.work();
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
    private static Terms terms(Clock clock, RetryPolicies policies) {
        return new Terms(policies, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
