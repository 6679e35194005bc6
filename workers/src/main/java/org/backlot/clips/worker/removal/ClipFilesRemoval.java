package org.backlot.clips.worker.removal;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ClipCommand.InspectClip;
import org.backlot.clips.api.ClipCommand.RecordClipFilesRemoved;
import org.backlot.clips.api.ClipStanding;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.RemovalReason;
import org.backlot.shared.id.ClipId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Removes what a deleted clip alone has: its edit lists. What it shares with others it only gives up; that is removed once
 * nobody needs it.
 */
@Configuration(proxyBeanMethods = false)
class ClipFilesRemoval {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "clip-files-removal";

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** Its data is the clip. Run again it finds nothing to remove, or what has come since. */
    @Bean
    OneTimeTask<String> clipFilesRemovalTask(ObjectStorage storage, SharedUses uses, CommandGateway commands) {
        return Tasks.oneTime(NAME, String.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> remove(ClipId.parse(instance.getData()), storage, uses, commands));
    }

    private static void remove(ClipId clip, ObjectStorage storage, SharedUses uses, CommandGateway commands) {
        ClipStanding standing = commands.sendAndWait(new InspectClip(clip));
        standing.folders().forEach(storage.of(standing.workspaceId())::empty);
        uses.giveUp("clip/" + clip, RemovalReason.CLIP_DELETED);
        commands.sendAndWait(new RecordClipFilesRemoved(clip));
    }
}
