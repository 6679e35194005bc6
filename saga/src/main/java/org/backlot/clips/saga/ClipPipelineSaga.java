package org.backlot.clips.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipCommand.PlanClip;
import org.backlot.clips.api.ClipCommand.RecordVersionExported;
import org.backlot.clips.api.ClipCommand.RecordVersionFailed;
import org.backlot.clips.api.ClipCommand.RecordVersionRendered;
import org.backlot.clips.api.ClipJobCommand.SettleVersion;
import org.backlot.clips.api.ClipJobCommand.StartJob;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.ClipJobDeleted;
import org.backlot.clips.api.ClipJobEvent.ClipJobFailed;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.OfStep;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.WaitingJobs;

/**
 * What a clip job does outside of itself (CLP-1, CLP-2, CLP-11): each attempt gets its deadline, each chosen stretch its
 * clip, each clip hears how its versions fare, the job hears that it knows, and a place that falls free goes to whoever
 * waits. It decides nothing and remembers nothing: the job's own rules have said what is due, and their events say it again
 * here.
 *
 * <p>It only waits and sends. Each command is awaited; an error leaves it where it was, and the event comes again.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public class ClipPipelineSaga {
    private static final String JOB = "jobId";

    @StartSaga
    @SagaEventHandler(associationProperty = JOB)
    void on(ClipJobCreated event) {
        // From now on the events of this job come here.
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(StepRequested event, StepDeadlines deadlines) {
        deadlines.timeOut(event.jobId(), attempt(event), StepDeadlines.From.REQUEST, event.deadline());
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(StepStarted event, StepDeadlines deadlines) {
        deadlines.timeOut(event.jobId(), attempt(event), StepDeadlines.From.BEGINNING, event.deadline());
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(StepRetryScheduled event, StepDeadlines deadlines) {
        deadlines.begin(event.jobId(), attempt(event), event.dueAt());
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(ClipsSelected event, CommandGateway commands) {
        int rank = 0;
        for (var clip : event.clips()) {
            rank++;
            commands.sendAndWait(new PlanClip(
                    clip.clipId(), event.jobId(), event.workspaceId(), rank, clip.selected(), event.render()));
        }
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(StepCompleted event, CommandGateway commands) {
        var clip = event.clip();
        if (clip == null) {
            return;
        }
        if (event.kind() == StepKind.RENDER) {
            commands.sendAndWait(
                    new RecordVersionRendered(clip.clipId(), clip.version(), event.outputs(), event.facts()));
        } else {
            commands.sendAndWait(new RecordVersionExported(clip.clipId(), clip.version(), event.outputs()));
            settle(event, commands);
        }
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(StepGivenUp event, CommandGateway commands) {
        var clip = event.clip();
        if (clip != null) {
            commands.sendAndWait(new RecordVersionFailed(clip.clipId(), clip.version(), event.code()));
            settle(event, commands);
        }
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(ReviewReached event, WaitingJobs waiting, CommandGateway commands) {
        startNext(waiting, commands);
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(ClipJobFailed event, WaitingJobs waiting, CommandGateway commands) {
        startNext(waiting, commands);
    }

    @SagaEventHandler(associationProperty = JOB)
    void on(ClipJobCancelled event, WaitingJobs waiting, CommandGateway commands) {
        startNext(waiting, commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = JOB)
    void on(ClipJobDeleted event) {
        // Nothing more happens to it.
    }

    private static void startNext(WaitingJobs waiting, CommandGateway commands) {
        waiting.startable().forEach(job -> commands.sendAndWait(new StartJob(job)));
    }

    // Only after the clip knows: the job may come to review by it.
    private static void settle(OfStep end, CommandGateway commands) {
        commands.sendAndWait(new SettleVersion(end.jobId(), end.stepId(), end.attempt()));
    }

    private static AttemptAt attempt(OfStep event) {
        return new AttemptAt(event.stepId(), event.attempt());
    }
}
