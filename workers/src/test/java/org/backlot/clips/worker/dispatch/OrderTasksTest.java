package org.backlot.clips.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.api.StepOrders;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

class OrderTasksTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final StepOrder ORDER = new StepOrder(
            new JobId(new UUID(1, 1)),
            new WorkspaceId(new UUID(1, 2)),
            new StepId(new UUID(1, 3)),
            StepKind.TRANSCRIBE,
            null,
            2,
            List.of(new StepFile("audio", "w/audio.wav")),
            "{}",
            NOW.plusSeconds(60));

    /** A broker in memory, which may be away. */
    private static final class Broker implements StepOrders {
        private final List<StepOrder> placed = new ArrayList<>();
        private final List<AttemptAt> withdrawn = new ArrayList<>();
        private boolean away;

        @Override
        public void place(StepOrder order) {
            requireThere();
            placed.add(order);
        }

        @Override
        public void withdraw(JobId job, AttemptAt attempt) {
            requireThere();
            withdrawn.add(attempt);
        }

        private void requireThere() {
            if (away) {
                throw new IllegalStateException("no broker");
            }
        }
    }

    private final Broker broker = new Broker();
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @Test
    @DisplayName("CLP-2: an order is handed on as it is, and is done with")
    void placed() {
        there();
        assertThat(place(NOW)).isInstanceOf(OnCompleteRemove.class);
        assertThat(broker.placed).containsExactly(ORDER);
    }

    @Test
    @DisplayName("CLP-2: while nobody takes it an order stays in the queue")
    void away() {
        there();
        broker.away = true;
        assertThatThrownBy(() -> place(NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("CLP-2: where no broker is configured an order waits for one")
    void none_configured() {
        assertThat(place(NOW)).isNotInstanceOf(OnCompleteRemove.class);
    }

    @Test
    @DisplayName("CLP-2: an order whose time is over is dropped: its deadline has brought another")
    void too_late() {
        there();
        assertThat(place(ORDER.deadline())).isInstanceOf(OnCompleteRemove.class);
        assertThat(broker.placed).isEmpty();
    }

    @Test
    @DisplayName("CLP-1: what is wanted no more is withdrawn, by step and attempt")
    void withdrawn() {
        there();
        var task = tasks(NOW).withdrawStepOrder();
        task.execute(
                new TaskInstance<>(
                        OrderTasks.WITHDRAW,
                        ORDER.stepId() + "/2",
                        ORDER.jobId().toString()),
                null);
        assertThat(broker.withdrawn).containsExactly(new AttemptAt(ORDER.stepId(), 2));
    }

    private void there() {
        beans.registerSingleton("broker", broker);
    }

    private Object place(Instant now) {
        var task = tasks(now).placeStepOrder();
        return task.execute(
                new TaskInstance<>(OrderTasks.PLACE, ORDER.stepId() + "/2", JSON.writeValueAsString(ORDER)), null);
    }

    private OrderTasks tasks(Instant now) {
        return new OrderTasks(beans.getBeanProvider(StepOrders.class), JSON, Clock.fixed(now, ZoneOffset.UTC));
    }
}
