package org.backlot.clips.command.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;

/**
 * The jobs that run and those that wait (CLP-11; CLIP section 7).
 *
 * @param running how many run, by workspace
 * @param waiting those that wait, oldest first
 */
record Load(Map<WorkspaceId, Integer> running, List<Waiting> waiting) {
    /** A job that waits for a place. */
    record Waiting(JobId jobId, WorkspaceId workspace) {}

    /**
     * How much there may be at once.
     *
     * @param soft so many jobs run side by side in all; more have to wait
     * @param hard from so many that run or wait on, further ones are refused
     * @param waitingPerWorkspace one workspace may have so many in the queue: it must not fill it for all
     */
    record Limits(int soft, int hard, int waitingPerWorkspace) {
        Limits {
            if (soft < 1 || hard < soft || waitingPerWorkspace < 1) {
                throw new IllegalArgumentException("limits: 1 <= soft <= hard, and one may wait at least");
            }
        }
    }

    private static final Duration COME_BACK = Duration.ofMinutes(1);

    Load {
        running = Map.copyOf(running);
        waiting = List.copyOf(waiting);
    }

    /**
     * Whether a new job of a workspace starts now; else it waits.
     *
     * @throws Rejection {@code QUEUE_FULL}
     */
    boolean startsNow(WorkspaceId workspace, WorkspacePlan plan, Limits limits) {
        boolean place = runningInAll() < limits.soft() && runningOf(workspace) < plan.jobsAtOnce();
        long itsWaiting = waiting.stream()
                .filter(job -> job.workspace().equals(workspace))
                .count();
        // Who waits already goes first.
        if (place && itsWaiting == 0) {
            return true;
        }
        if (runningInAll() + waiting.size() >= limits.hard() || itsWaiting >= limits.waitingPerWorkspace()) {
            throw Rejection.of(ClipsRejection.QUEUE_FULL)
                    .with("waiting", waiting.size())
                    .retryAfter(COME_BACK);
        }
        return false;
    }

    /** Those of the waiting that have a place: always of the workspace that runs the fewest, and of it the oldest. */
    List<JobId> startable(Function<WorkspaceId, WorkspacePlan> plans, Limits limits) {
        var now = new HashMap<>(running);
        var left = new ArrayList<>(waiting);
        var starting = new ArrayList<JobId>();
        int inAll = runningInAll();
        while (inAll < limits.soft()) {
            var next = left.stream()
                    .filter(job -> now.getOrDefault(job.workspace(), 0)
                            < plans.apply(job.workspace()).jobsAtOnce())
                    .min(Comparator.comparingInt(job -> now.getOrDefault(job.workspace(), 0)));
            if (next.isEmpty()) {
                break;
            }
            left.remove(next.get());
            starting.add(next.get().jobId());
            now.merge(next.get().workspace(), 1, Integer::sum);
            inAll++;
        }
        return List.copyOf(starting);
    }

    private int runningInAll() {
        return running.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int runningOf(WorkspaceId workspace) {
        return running.getOrDefault(workspace, 0);
    }
}
