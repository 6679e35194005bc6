package org.backlot.clips.worker.removal;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipJobCommand.InspectJobWork;
import org.backlot.clips.api.JobWork;
import org.backlot.media.api.MediaCommand.ForgoAsset;
import org.backlot.media.api.ObjectStorage;
import org.backlot.shared.id.JobId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes what a job alone has left, and gives up what it shares with others: its recording, and what was found in it. */
@Configuration(proxyBeanMethods = false)
class JobFilesRemoval {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "clip-job-files-removal";

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** Its data is the job. Run again it finds nothing to remove, or what has come since. */
    @Bean
    OneTimeTask<String> jobFilesRemovalTask(ObjectStorage storage, SharedUses uses, CommandGateway commands) {
        return Tasks.oneTime(NAME, String.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> remove(JobId.parse(instance.getData()), storage, uses, commands));
    }

    private static void remove(JobId job, ObjectStorage storage, SharedUses uses, CommandGateway commands) {
        JobWork work = commands.sendAndWait(new InspectJobWork(job));
        var reason = work.removedFor();
        if (reason == null) {
            return;
        }
        work.folders().forEach(storage.of(work.workspaceId())::empty);
        var user = "clip-job/" + job;
        uses.giveUp(user, reason);
        work.uploads().forEach(asset -> commands.sendAndWait(new ForgoAsset(asset, user)));
    }
}
