// Why this file exists: the report is compiled by its projection; who signs must be sure that it has seen everything.
package org.backlot.wrap.rest;

import java.time.Duration;
import java.time.LocalDate;
import org.backlot.log.api.ViewPosition;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ProjectId;
import org.backlot.wrap.api.CompiledReport;
import org.backlot.wrap.api.DailyReports;
import org.backlot.wrap.api.WrapRejection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the projection {@code daily-reports} once it has reached a position of the log. */
@Component
public class JdbcDailyReports implements DailyReports {
    private static final String PROJECTION = "daily-reports";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration FIRST_LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration LAST_LOOK_AGAIN = Duration.ofMillis(50);

    private final JdbcClient jdbc;

    public JdbcDailyReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long head() {
        return jdbc.sql("select position from log.head").query(Long.class).single();
    }

    @Override
    public CompiledReport compile(ProjectId projectId, LocalDate shootingDay, long atLeastPosition) {
        awaitPosition(atLeastPosition);
        return jdbc.sql("""
                        select document::text from daily_reports.compiled_report
                        where project_id = :project and day = :day
                        """)
                .param("project", projectId.value())
                .param("day", shootingDay)
                .query(String.class)
                .optional()
                .map(CompiledReport::fromJson)
                .orElseThrow(() -> Rejection.of(WrapRejection.NOTHING_TO_REPORT));
    }

    private void awaitPosition(long position) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        var pause = FIRST_LOOK_AGAIN;
        while (reached(position) < position) {
            if (System.nanoTime() > deadline) {
                throw Rejection.of(CommonRejection.PROJECTION_BEHIND)
                        .with("projection", PROJECTION)
                        .retryAfter(Duration.ofSeconds(1));
            }
            pause(pause);
            var longer = pause.multipliedBy(2);
            pause = longer.compareTo(LAST_LOOK_AGAIN) > 0 ? LAST_LOOK_AGAIN : longer;
        }
    }

    private long reached(long wanted) {
        return jdbc.sql(ViewPosition.ASKED)
                .param("view", PROJECTION)
                .param("wanted", wanted)
                .query((row, _) -> row.getLong("position"))
                .optional()
                .orElse(0L);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Rejection.of(CommonRejection.UNAVAILABLE);
        }
    }
}
