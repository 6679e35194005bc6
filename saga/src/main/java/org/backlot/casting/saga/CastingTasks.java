package org.backlot.casting.saga;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.CallCommand.CloseCallAtDeadline;
import org.backlot.casting.api.TalentCommand.ReviewAge;
import org.backlot.casting.api.ingestion.FoundPostCommand.ForgetPost;
import org.backlot.platform.saga.DeadlineTask;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.FoundPostId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens when the time for something in casting has come: the aggregate is asked, and decides. */
@Configuration(proxyBeanMethods = false)
public class CastingTasks {
    /** The names of the tasks in the scheduler's table; they never change. */
    static final String AGE = "casting-age-review";

    static final String DEADLINE = "casting-call-deadline";

    static final String FORGET = "casting-post-forgetting";

    /** Its instance is the account of a talent. */
    @Bean
    CustomTask<Void> ageReviewTask(CommandGateway commands) {
        return DeadlineTask.named(
                AGE,
                account -> Optional.ofNullable(commands.<Instant>sendAndWait(new ReviewAge(AccountId.parse(account)))));
    }

    /** Its instance is a call and one of its deadlines. */
    @Bean
    CustomTask<Void> callDeadlineTask(CommandGateway commands) {
        return DeadlineTask.named(
                DEADLINE,
                instance ->
                        Optional.ofNullable(commands.<Instant>sendAndWait(new CloseCallAtDeadline(call(instance)))));
    }

    /** Its instance is a post of which it is known what it is. */
    @Bean
    CustomTask<Void> postForgettingTask(CommandGateway commands) {
        return DeadlineTask.named(
                FORGET,
                post -> Optional.ofNullable(commands.<Instant>sendAndWait(new ForgetPost(FoundPostId.parse(post)))));
    }

    static String instance(CastingCallId call, Instant deadline) {
        return call + "/" + deadline.toEpochMilli();
    }

    private static CastingCallId call(String instance) {
        return CastingCallId.parse(instance.substring(0, instance.indexOf('/')));
    }
}
