package org.backlot.casting.app;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.RunFailure;
import org.backlot.casting.api.ingestion.SourcePolls;
import org.backlot.shared.id.IngestionSourceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves the row by which the scheduler reads a source. A row that is being worked at stays, and is told to come again. */
@Component
final class ScheduledSourcePolls implements SourcePolls {
    /** The name of the task in the scheduler's table; never changes. */
    private static final String POLL = "casting-source-poll";
    /** What a busy group writes in this time is read at once. */
    private static final Duration GATHERED = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final SchedulerClient scheduler;
    private final Clock clock;

    // The parameter is named like the bean: the scheduler that runs the tasks is a client of itself too.
    ScheduledSourcePolls(JdbcClient jdbc, SchedulerClient schedulerClient, Clock clock) {
        this.jdbc = jdbc;
        this.scheduler = schedulerClient;
        this.clock = clock;
    }

    @Override
    public void now(IngestionSourceId source) {
        at(source, clock.instant());
    }

    @Override
    public void hint(String chatId) {
        // Whapi is not asked before the time that it has named.
        jdbc.sql("""
                        select s.source_id from casting_ingestion.source s
                        where s.address = :chat and s.kind = :kind and s.status = 'ACTIVE' and not exists (
                            select 1 from public.casting_source_run r
                            where r.source_id = s.source_id and r.failure = :busy and r.next_at > :now)
                        """)
                .param("chat", chatId)
                .param("kind", IngestionSourceKind.WHATSAPP.name())
                .param("busy", RunFailure.TOO_MANY_REQUESTS.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .map(IngestionSourceId::new)
                .ifPresent(source -> at(source, clock.instant().plus(GATHERED)));
    }

    private void at(IngestionSourceId source, Instant due) {
        jdbc.sql("""
                        insert into public.casting_source_run (source_id, asked) values (?, true)
                        on conflict (source_id) do update set asked = true
                        """).param(source.value()).update();
        var row = new TaskInstance<Void>(POLL, source.toString());
        boolean soonEnough = scheduler
                .getScheduledExecution(row)
                .filter(execution ->
                        !execution.isPicked() && !execution.getExecutionTime().isAfter(due))
                .isPresent();
        if (soonEnough) {
            return;
        }
        try {
            scheduler.schedule(row, due, SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException beingRead) {
            // Whoever reads it looks, when done, whether it was asked for meanwhile.
        }
    }
}
