package org.backlot.identity.saga;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.NafathCommand.ExpireNafath;
import org.backlot.platform.saga.DeadlineTask;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.NafathRequestId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when nobody answered a request to Nafath: it ends here, for the provider sends no notice of that. */
@Configuration(proxyBeanMethods = false)
public class NafathExpiry {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "nafath-expiry";

    /** The task: its instance is an account and one of its requests. */
    @Bean
    CustomTask<Void> nafathExpiryTask(CommandGateway commands) {
        return DeadlineTask.named(
                NAME, instance -> Optional.ofNullable(commands.<Instant>sendAndWait(expiry(instance))));
    }

    static String instance(AccountId account, NafathRequestId request) {
        return account + "/" + request;
    }

    private static ExpireNafath expiry(String instance) {
        int middle = instance.indexOf('/');
        return new ExpireNafath(
                AccountId.parse(instance.substring(0, middle)), NafathRequestId.parse(instance.substring(middle + 1)));
    }
}
