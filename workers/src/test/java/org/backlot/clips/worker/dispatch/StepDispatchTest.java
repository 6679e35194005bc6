package org.backlot.clips.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.StepKind;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("What the log asks of workers")
class StepDispatchTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final JobId JOB = new JobId(new UUID(1, 1));
    private static final StepId STEP = new StepId(new UUID(1, 2));

    private final List<String> queued = new ArrayList<>();
    private final StepDispatch dispatch =
            new StepDispatch(scheduler(), JsonMapper.builder().build(), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    @DisplayName(
            "CLP-2: each attempt is ordered once, and withdrawn when its time is over: two shall not work side by side")
    void over_time() {
        happened(new StepRequested(
                JOB,
                new WorkspaceId(new UUID(1, 3)),
                STEP,
                StepKind.FACE_TRACK,
                null,
                2,
                List.of(),
                "{}",
                NOON.plusSeconds(60),
                NOON));
        happened(new StepTimedOut(JOB, STEP, StepKind.FACE_TRACK, null, 2, NOON.plusSeconds(60)));
        assertThat(queued)
                .containsExactly(OrderTasks.PLACE + " " + STEP + "/2", OrderTasks.WITHDRAW + " " + STEP + "/2");
    }

    private void happened(ClipJobEvent event) {
        assertThat(dispatch.concerns(event)).isTrue();
        dispatch.on(new RecordedEvent(1, "event", "clip-job/" + JOB, 0, NOON, event, Map.of()));
    }

    private SchedulerClient scheduler() {
        return (SchedulerClient) Proxy.newProxyInstance(
                SchedulerClient.class.getClassLoader(),
                new Class<?>[] {SchedulerClient.class},
                (_, method, arguments) -> {
                    if (!method.getName().equals("scheduleIfNotExists")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    var task = (TaskInstance<?>) arguments[0];
                    queued.add(task.getTaskName() + " " + task.getId());
                    return true;
                });
    }
}
