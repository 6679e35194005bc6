package org.backlot.clips.command.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.command.admission.Load.Limits;
import org.backlot.clips.command.admission.Load.Waiting;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Limits LIMITS = new Limits(4, 8, 3);
    private static final WorkspaceId OURS = workspace(1);
    private static final WorkspaceId THEIRS = workspace(2);

    @Test
    @DisplayName("CLP-11: a workspace runs as many jobs at once as its plan allows, and the next ones wait")
    void per_workspace() {
        assertThat(new Load(Map.of(OURS, 1), List.of()).startsNow(OURS, WorkspacePlan.FREE, LIMITS))
                .isTrue();
        var full = new Load(Map.of(OURS, 2), List.of());
        assertThat(full.startsNow(OURS, WorkspacePlan.FREE, LIMITS)).isFalse();
        assertThat(full.startsNow(OURS, WorkspacePlan.PRO, LIMITS)).isTrue();
        assertThat(full.startsNow(THEIRS, WorkspacePlan.FREE, LIMITS)).isTrue();
    }

    @Test
    @DisplayName(
            "CLP-11: beyond the soft limit everybody waits, beyond the hard one nobody is let in: 429 with Retry-After")
    void soft_and_hard() {
        var soft = new Load(Map.of(workspace(3), 4), List.of());
        assertThat(soft.startsNow(OURS, WorkspacePlan.PRO, LIMITS)).isFalse();
        var hard = new Load(Map.of(workspace(3), 4), waiting(4, workspace(4), workspace(5)));
        assertThatThrownBy(() -> hard.startsNow(OURS, WorkspacePlan.PRO, LIMITS))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ClipsRejection.QUEUE_FULL);
                    assertThat(refusal.code().status()).isEqualTo(429);
                    assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(1));
                });
    }

    @Test
    @DisplayName("CLP-11: one workspace cannot fill the queue for all")
    void own_share_of_the_queue() {
        var load = new Load(Map.of(OURS, 2), waiting(3, OURS));
        assertThatThrownBy(() -> load.startsNow(OURS, WorkspacePlan.FREE, LIMITS))
                .isInstanceOf(Rejection.class);
        assertThat(load.startsNow(THEIRS, WorkspacePlan.FREE, LIMITS)).isTrue();
    }

    @Test
    @DisplayName(
            "CLP-11: a free place goes to the workspace that runs the fewest, and there to the job that waits longest")
    void fair() {
        var load = new Load(
                Map.of(OURS, 2), List.of(job(1, OURS), job(2, OURS), job(3, THEIRS), job(4, THEIRS), job(5, OURS)));
        assertThat(load.startable(_ -> WorkspacePlan.PRO, LIMITS)).containsExactly(id(3), id(4));
        assertThat(load.startable(_ -> WorkspacePlan.FREE, new Limits(9, 9, 3))).containsExactly(id(3), id(4));
        assertThat(load.startable(_ -> WorkspacePlan.PRO, new Limits(7, 9, 3)))
                .containsExactly(id(3), id(4), id(1), id(2), id(5));
    }

    @Property(tries = 300)
    @Label(
            "CLP-11: whoever comes and goes in whatever order, no limit is passed and nobody waits while there is a place")
    void never_more_than_allowed(@ForAll @Size(max = 80) List<@IntRange(max = 9) Integer> actions) {
        var running = new HashMap<WorkspaceId, Integer>();
        var waiting = new ArrayList<Waiting>();
        int number = 0;
        for (int action : actions) {
            var workspace = workspace(action % 3);
            if (action < 6) {
                number++;
                try {
                    if (new Load(running, waiting).startsNow(workspace, WorkspacePlan.FREE, LIMITS)) {
                        running.merge(workspace, 1, Integer::sum);
                    } else {
                        waiting.add(job(number, workspace));
                    }
                } catch (Rejection full) {
                    assertThat(full.code()).isEqualTo(ClipsRejection.QUEUE_FULL);
                }
            } else if (running.getOrDefault(workspace, 0) > 0) {
                running.merge(workspace, -1, Integer::sum);
            }
            var starting = new Load(running, waiting).startable(_ -> WorkspacePlan.FREE, LIMITS);
            assertThat(new HashSet<>(starting)).hasSameSizeAs(starting);
            for (var job : List.copyOf(waiting)) {
                if (starting.contains(job.jobId())) {
                    waiting.remove(job);
                    running.merge(job.workspace(), 1, Integer::sum);
                }
            }
            int inAll = running.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(inAll).isLessThanOrEqualTo(LIMITS.soft());
            assertThat(running.values()).allMatch(count -> count <= WorkspacePlan.FREE.jobsAtOnce());
            assertThat(inAll + waiting.size()).isLessThanOrEqualTo(LIMITS.hard());
            assertThat(waiting)
                    .allMatch(job -> inAll == LIMITS.soft()
                            || running.getOrDefault(job.workspace(), 0) == WorkspacePlan.FREE.jobsAtOnce());
        }
    }

    private static List<Waiting> waiting(int count, WorkspaceId... workspaces) {
        return IntStream.range(0, count)
                .mapToObj(i -> job(i + 1, workspaces[i % workspaces.length]))
                .toList();
    }

    private static Waiting job(int number, WorkspaceId workspace) {
        return new Waiting(id(number), workspace);
    }

    private static JobId id(int number) {
        return new JobId(new UUID(1, number));
    }

    private static WorkspaceId workspace(int number) {
        return new WorkspaceId(new UUID(2, number + 1));
    }
}
