package org.backlot.clips.command.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.WaitingJobs;
import org.backlot.clips.command.admission.Load.Limits;
import org.backlot.clips.command.admission.Load.Waiting;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts who runs and who waits, and says whose turn it is. The counts are a view that is written in the commit of the
 * events themselves; whoever asks holds a lock until its own commit. So no two take the last place.
 */
@Component
public final class JobAdmission implements WaitingJobs {
    /** Names the lock in the database, where numbers are all that locks are called. */
    private static final long LOCK = 0x636c_6970_6a6f_6273L;

    private static final int MILLIS_PER_MINUTE = 60_000;

    private final JdbcClient jdbc;
    private final WorkspacePlans plans;
    private final Clock clock;
    private final Limits limits;

    JobAdmission(
            JdbcClient jdbc,
            WorkspacePlans plans,
            Clock clock,
            @Value("${backlot.clips.jobs-at-once:20}") int soft,
            @Value("${backlot.clips.jobs-at-most:200}") int hard,
            @Value("${backlot.clips.waiting-per-workspace:20}") int waitingPerWorkspace) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.clock = clock;
        this.limits = new Limits(soft, hard, waitingPerWorkspace);
    }

    /**
     * Whether a new job of a workspace starts now; else it waits. Part of the unit of work that creates it.
     *
     * @throws Rejection {@code QUEUE_FULL}, {@code QUOTA_EXCEEDED}
     */
    public boolean startsNow(WorkspaceId workspace) {
        lock();
        var plan = plans.of(workspace);
        requireMinutesLeft(workspace, plan);
        return load().startsNow(workspace, plan, limits);
    }

    @Override
    public List<JobId> startable() {
        lock();
        return load().startable(plans::of, limits);
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((_, _) -> true)
                .single();
    }

    private Load load() {
        var running = new HashMap<WorkspaceId, Integer>();
        jdbc.sql("select workspace_id, count(*) as jobs from clip_load.job where standing = 'RUNNING'"
                        + " group by workspace_id")
                .query((row, _) ->
                        running.put(new WorkspaceId(row.getObject("workspace_id", UUID.class)), row.getInt("jobs")))
                .list();
        var waiting = jdbc.sql("select job_id, workspace_id from clip_load.job"
                        + " where standing = 'WAITING' order by created")
                .query((row, _) -> new Waiting(
                        new JobId(row.getObject("job_id", UUID.class)),
                        new WorkspaceId(row.getObject("workspace_id", UUID.class))))
                .list();
        return new Load(running, waiting);
    }

    private void requireMinutesLeft(WorkspaceId workspace, WorkspacePlan plan) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var month = today.withDayOfMonth(1);
        long used = jdbc.sql("select millis from clip_load.ingested where workspace_id = :workspace and month = :month")
                        .param("workspace", workspace.value())
                        .param("month", month)
                        .query(Long.class)
                        .optional()
                        .orElse(0L)
                / MILLIS_PER_MINUTE;
        if (used >= plan.minutesPerMonth()) {
            var next = month.plusMonths(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            throw Rejection.of(ClipsRejection.QUOTA_EXCEEDED)
                    .with("resource", "vodMinutesPerMonth")
                    .with("limit", plan.minutesPerMonth())
                    .with("used", used)
                    .retryAfter(Duration.between(clock.instant(), next));
        }
    }
}
