package org.backlot.identity.saga;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.VerificationCommand.ExpireVerification;
import org.backlot.platform.saga.DeadlineTask;
import org.backlot.shared.id.AccountId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when the year of a verified identity is over: it is asked to end, and says where it has more time. */
@Configuration(proxyBeanMethods = false)
public class VerificationExpiry {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "verification-expiry";

    /** The task: its instance is an account. */
    @Bean
    CustomTask<Void> verificationExpiryTask(CommandGateway commands) {
        return DeadlineTask.named(
                NAME,
                account -> Optional.ofNullable(
                        commands.<Instant>sendAndWait(new ExpireVerification(AccountId.parse(account)))));
    }
}
