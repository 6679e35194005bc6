package org.backlot.media.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.media.api.MediaCommand.RetireAsset;
import org.backlot.media.api.MediaRejection;
import org.backlot.platform.worker.deadline.AskAgain;
import org.backlot.shared.id.MediaAssetId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when material has been kept long enough, or nobody needs it any more: it is asked to go, and decides. */
@Configuration(proxyBeanMethods = false)
class UploadRetention {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "upload-retention";

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** Its instance is {@code asset}, or {@code asset/event}. */
    @Bean
    CustomTask<Void> uploadRetentionTask(
            CommandGateway commands, @Value("${backlot.retention.sources}") Duration keptFor) {
        return Tasks.custom(NAME, Void.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) ->
                        retire(commands, MediaAssetId.parse(instance.getId().split("/", -1)[0]), keptFor));
    }

    private static CompletionHandler<Void> retire(CommandGateway commands, MediaAssetId asset, Duration keptFor) {
        if (!keptFor.isPositive()) {
            return new OnCompleteRemove<>();
        }
        return AskAgain.whenDue(commands, new RetireAsset(asset, keptFor), MediaRejection.UPLOAD_NOT_DUE);
    }
}
