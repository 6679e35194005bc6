package org.backlot.clips.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.WorkerBeat;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.ReadRequest;
import org.backlot.set.query.BriefRedis;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How much work lies in the queues ({@code /health/gpu} in CLIP section 6; here most of it is done by processors). */
@RestController
@Tag(name = "Clip jobs")
public class QueueHealth {
    private final DatabaseClient database;
    private final WorkersAlive workers;

    QueueHealth(DatabaseClient database, WorkersAlive workers) {
        this.database = database;
        this.workers = workers;
    }

    /**
     * The load.
     *
     * @param jobsRunning jobs that have a place
     * @param jobsWaiting jobs that wait for one
     * @param steps by kind; kinds without work are left out
     * @param workers those who have said within the last 15 seconds that they are there; absent where nobody can tell,
     *     because Redis is away
     */
    public record Queues(
            long jobsRunning,
            long jobsWaiting,
            List<Queue> steps,
            @Nullable List<WorkerBeat> workers) {
        public Queues {
            steps = List.copyOf(steps);
            workers = workers == null ? null : List.copyOf(workers);
        }
    }

    /**
     * The work of one kind.
     *
     * @param pending asked for and not begun
     * @param running under way
     * @param waiting to be tried again after a pause
     */
    public record Queue(String kind, long pending, long running, long waiting) {}

    @GetMapping("/api/v1/health/queues")
    @Operation(
            summary = "How deep the queues are",
            description =
                    "Counts over all workspaces, and the workers that are there with what they are at, without saying"
                            + " whose. For everybody signed in. (CLP-11)")
    Mono<Queues> queues(ReadRequest request) {
        return Mono.fromCallable(request::caller)
                .then(Mono.zip(jobs("RUNNING"), jobs("WAITING"), steps(), alive()))
                .map(counted -> new Queues(
                        counted.getT1(),
                        counted.getT2(),
                        counted.getT3(),
                        counted.getT4().orElse(null)));
    }

    private Mono<Optional<List<WorkerBeat>>> alive() {
        return workers.now().map(Optional::of).onErrorReturn(BriefRedis::isAway, Optional.empty());
    }

    private Mono<Long> jobs(String standing) {
        return database.sql("select count(*) as n from clip_load.job where standing = :standing")
                .bind("standing", standing)
                .map(row -> Columns.number(row, "n"))
                .one();
    }

    private Mono<List<Queue>> steps() {
        return database.sql("""
                        select kind, count(*) filter (where status = 'PENDING') as pending,
                               count(*) filter (where status = 'RUNNING') as running,
                               count(*) filter (where status = 'WAITING') as waiting
                        from clips.step where status in ('PENDING', 'RUNNING', 'WAITING') group by kind order by kind
                        """)
                .map(row -> new Queue(
                        Columns.text(row, "kind"),
                        Columns.number(row, "pending"),
                        Columns.number(row, "running"),
                        Columns.number(row, "waiting")))
                .all()
                .collectList();
    }
}
