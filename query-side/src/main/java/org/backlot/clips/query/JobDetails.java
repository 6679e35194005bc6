package org.backlot.clips.query;

import org.backlot.platform.query.Columns;
import org.backlot.shared.id.JobId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads a job together with the position that the view has reached, for those who go on from there. */
@Component
public final class JobDetails {
    /** The view that is read. */
    public static final String VIEW = JobQueries.VIEW;

    /**
     * A job as it was read.
     *
     * @param position what the view had seen before it was read; it may have seen more by then
     */
    public record Read(JobDetail detail, long position) {}

    private final DatabaseClient database;
    private final Jobs jobs;

    JobDetails(DatabaseClient database, Jobs jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** The job, or {@code NOT_FOUND}. */
    public Mono<Read> of(JobId job) {
        return database.sql("select position from log_follower where name = :name")
                .bind("name", JobQueries.VIEW)
                .map(row -> Columns.number(row, "position"))
                .one()
                .flatMap(position -> jobs.detail(job).map(detail -> new Read(detail, position)));
    }
}
