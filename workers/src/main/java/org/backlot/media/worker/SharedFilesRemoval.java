package org.backlot.media.worker;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.SharedFilesCommand.InspectSharedFilesRemoval;
import org.backlot.media.api.SharedFilesCommand.RecordSharedFilesRemoved;
import org.backlot.media.api.SharedFilesCommand.RemoveSharedFilesAgain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Empties folders that nobody needs any more, while the log keeps everybody out of them. */
@Configuration(proxyBeanMethods = false)
class SharedFilesRemoval {
    /** The names of the tasks in the scheduler's table; they never change. */
    static final String NAME = "shared-files-removal";

    static final String LATER = "shared-files-later-look";

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /** Run again it asks again: a removal that has ended deletes nothing, for somebody may have made the files anew. */
    @Bean
    OneTimeTask<FolderOrder> sharedFilesRemovalTask(ObjectStorage storage, CommandGateway commands) {
        return Tasks.oneTime(NAME, FolderOrder.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> remove(storage, commands, instance.getData()));
    }

    /** When all who may still have been at work have long ended. */
    @Bean
    OneTimeTask<FolderOrder> sharedFilesLaterLookTask(CommandGateway commands) {
        return Tasks.oneTime(LATER, FolderOrder.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> commands.sendAndWait(
                        new RemoveSharedFilesAgain(instance.getData().folder())));
    }

    static void remove(ObjectStorage storage, CommandGateway commands, FolderOrder order) {
        var folder = order.folder();
        boolean underWay = commands.sendAndWait(new InspectSharedFilesRemoval(folder, order.removal()));
        if (!underWay) {
            return;
        }
        storage.of(folder.workspace()).empty(folder);
        commands.sendAndWait(new RecordSharedFilesRemoved(folder, order.removal()));
    }
}
