package org.backlot.media.worker;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.media.api.MediaCommand.ExpireUpload;
import org.backlot.media.api.MediaRejection;
import org.backlot.platform.worker.deadline.AskAgain;
import org.backlot.shared.id.MediaAssetId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when the time of an upload is over: it is asked to expire, and does unless it was confirmed. */
@Configuration(proxyBeanMethods = false)
class UploadExpiry {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "upload-expiry";

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** The task: its instance is an asset. */
    @Bean
    CustomTask<Void> uploadExpiryTask(CommandGateway commands) {
        return Tasks.custom(NAME, Void.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> AskAgain.whenDue(
                        commands,
                        new ExpireUpload(MediaAssetId.parse(instance.getId())),
                        MediaRejection.UPLOAD_NOT_DUE));
    }
}
