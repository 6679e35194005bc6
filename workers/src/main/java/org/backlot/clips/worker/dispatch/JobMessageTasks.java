package org.backlot.clips.worker.dispatch;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import org.backlot.clips.message.Topic;
import org.backlot.clips.worker.kafka.MessagePublisher;
import org.backlot.shared.id.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what {@link JobMessages} has laid out: those of a job in the order in which it happened, each until Kafka has kept
 * it, so one may be heard twice. There is a task for each event that has something to say; whichever comes first says all
 * that its job has to say, and the others find nothing left.
 */
@Configuration(proxyBeanMethods = false)
public class JobMessageTasks {
    static final String SEND = "clip-job-message";

    private static final Logger LOG = LoggerFactory.getLogger(JobMessageTasks.class);
    private static final Duration WHILE_ANOTHER_SENDS = Duration.ofMillis(300);
    private static final Duration UNTIL_CONFIGURED = Duration.ofSeconds(30);

    private final ObjectProvider<MessagePublisher> publisher;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public JobMessageTasks(
            ObjectProvider<MessagePublisher> publisher,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.publisher = publisher;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Kept(long position, int number, Topic topic, byte[] body) {}

    /** Its instance is {@code job/position}, its data the job. */
    @Bean
    public CustomTask<String> sendJobMessages() {
        return Tasks.custom(SEND, String.class)
                .onFailure(OrderTasks.lessOften())
                .execute((instance, _) -> send(JobId.parse(instance.getData())));
    }

    private CompletionHandler<String> send(JobId job) {
        var kafka = publisher.getIfAvailable();
        if (kafka == null) {
            LOG.warn("Messages about jobs wait: no broker is configured");
            return later(UNTIL_CONFIGURED);
        }
        var sent = Boolean.TRUE.equals(transactions.execute(_ -> {
            if (!alone(job)) {
                return false;
            }
            sendAll(job, kafka);
            return true;
        }));
        return sent ? new OnCompleteRemove<>() : later(WHILE_ANOTHER_SENDS);
    }

    /** Whether nobody else sends messages of this job until the end of the transaction, so that none overtakes another. */
    private boolean alone(JobId job) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param(SEND + "/" + job)
                .query(Boolean.class)
                .single();
    }

    // Deleted only once Kafka has kept them.
    private void sendAll(JobId job, MessagePublisher kafka) {
        var left = jdbc.sql("select position, number, topic, body from job_messages.message where job_id = ?"
                        + " order by position, number")
                .param(job.value())
                .query((row, _) -> new Kept(
                        row.getLong("position"),
                        row.getInt("number"),
                        Topic.named(row.getString("topic")),
                        row.getBytes("body")))
                .list();
        for (var message : left) {
            kafka.send(message.topic(), job, message.body());
        }
        for (var message : left) {
            jdbc.sql("delete from job_messages.message where position = ? and number = ?")
                    .params(message.position(), message.number())
                    .update();
        }
    }

    private CompletionHandler<String> later(Duration wait) {
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(wait));
    }
}
