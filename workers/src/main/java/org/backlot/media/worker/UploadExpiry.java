package org.backlot.media.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.media.api.MediaCommand.ExpireUpload;
import org.backlot.media.api.MediaRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.MediaAssetId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when the time of an upload is over: it is asked to expire, and does unless it was confirmed. */
@Configuration(proxyBeanMethods = false)
class UploadExpiry {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "upload-expiry";

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration TOO_EARLY = Duration.ofSeconds(1);

    /** The task: its instance is an asset. */
    @Bean
    CustomTask<Void> uploadExpiryTask(CommandGateway commands) {
        return Tasks.custom(NAME, Void.class)
                .onFailure(new OnFailureRetryLater<>(AFTER_FAILURE))
                .execute((instance, _) -> expire(commands, MediaAssetId.parse(instance.getId())));
    }

    private static CompletionHandler<Void> expire(CommandGateway commands, MediaAssetId asset) {
        try {
            commands.sendAndWait(new ExpireUpload(asset));
            return new OnCompleteRemove<>();
        } catch (Rejection rejection) {
            if (rejection.code() != MediaRejection.UPLOAD_NOT_DUE) {
                throw rejection;
            }
            // Clocks of two nodes differ a little.
            return (execution, operations) ->
                    operations.reschedule(execution, execution.getTimeDone().plus(TOO_EARLY));
        }
    }
}
