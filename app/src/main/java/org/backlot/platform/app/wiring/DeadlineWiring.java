package org.backlot.platform.app.wiring;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.backlot.platform.app.web.KeptAnswers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Deadlines and retries that outlive the process. Scheduling joins the transaction of whoever schedules. */
@Configuration(proxyBeanMethods = false)
class DeadlineWiring {
    private static final int THREADS = 4;
    private static final Duration NEVER = Duration.ofDays(36_500);
    /** A node that has missed so many heartbeats is dead, and others take up what it had begun. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    @Bean
    // The scheduler itself is a client too; whoever only schedules gets this one.
    @org.springframework.context.annotation.Primary
    SchedulerClient schedulerClient(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .build();
    }

    @Bean
    Task<Void> forgetKeptAnswers(KeptAnswers answers) {
        return Tasks.recurring("forget-kept-answers", FixedDelay.ofHours(1)).execute((_, _) -> answers.forgetOld());
    }

    @Bean(destroyMethod = "")
    Scheduler deadlineScheduler(
            DataSource dataSource, List<Task<?>> tasks, @Value("${backlot.deadlines.look-every}") Duration lookEvery) {
        var recurring = tasks.stream()
                .filter(com.github.kagkarlsson.scheduler.task.helper.RecurringTask.class::isInstance)
                .map(task -> (com.github.kagkarlsson.scheduler.task.helper.RecurringTask<?>) task)
                .toList();
        var once = tasks.stream()
                .filter(task -> !(task instanceof com.github.kagkarlsson.scheduler.task.helper.RecurringTask))
                .toList();
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), List.<Task<?>>copyOf(once))
                .startTasks(recurring)
                .threads(THREADS)
                .pollingInterval(lookEvery)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                // A process of another role does not know every task, and must not take its deadlines for leftovers.
                .deleteUnresolvedAfter(NEVER)
                .build();
    }

    @Bean
    DeadlineLife deadlineLife(Scheduler scheduler) {
        return new DeadlineLife(scheduler);
    }
}
