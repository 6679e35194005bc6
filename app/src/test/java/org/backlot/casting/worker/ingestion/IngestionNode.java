package org.backlot.casting.worker.ingestion;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * A second scheduler on the PostgreSQL of a running Backlot, which does the work of ingestion and no other, with a model. To
 * the table of tasks it is another node.
 */
public final class IngestionNode implements AutoCloseable {
    private final Scheduler scheduler;

    private IngestionNode(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** @param model the address of its model */
    public static IngestionNode start(ApplicationContext context, String model) {
        var clock = context.getBean(Clock.class);
        var commands = context.getBean(CommandGateway.class);
        var settings = context.getBean(IngestionSettings.class);
        var turns = new ServiceTurns(clock);
        var tasks = new IngestionTasks();
        var poll = tasks.sourcePollTask(
                commands,
                context.getBean(SourceReader.class),
                context.getBean(SourceRuns.class),
                context.getBean("schedulerClient", SchedulerClient.class),
                settings,
                turns,
                clock);
        var extract = tasks.postExtractionTask(
                commands,
                new PostExtractor(ZoneId.of("Asia/Riyadh"), clock, model, "", "llama", true, Duration.ofSeconds(3)),
                settings,
                turns,
                clock);
        var scheduler = Scheduler.create(
                        new TransactionAwareDataSourceProxy(context.getBean(DataSource.class)),
                        List.<Task<?>>of(poll, extract))
                .schedulerName(new SchedulerName.Fixed("second-node"))
                .threads(4)
                .pollingInterval(Duration.ofMillis(100))
                .heartbeatInterval(Duration.ofSeconds(5))
                .build();
        scheduler.start();
        return new IngestionNode(scheduler);
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
