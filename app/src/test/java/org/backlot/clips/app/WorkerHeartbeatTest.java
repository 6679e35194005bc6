package org.backlot.clips.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.WorkerBeat;
import org.backlot.clips.query.WorkersAlive;
import org.backlot.clips.worker.runtime.RunningAttempts;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedRedis;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.set.query.BriefRedis;
import org.backlot.shared.id.StepId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Workers say that they are there")
class WorkerHeartbeatTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static DataFolder data;
    private static EmbeddedRedis server;
    private static RedisClient redis;

    private final RunningAttempts running = new RunningAttempts();

    @BeforeAll
    static void startRedis(@TempDir Path temporary) {
        data = DataFolder.open(temporary.resolve("data"));
        server = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), 0);
        redis = RedisClient.create(server.address().uri().toString());
    }

    @AfterAll
    static void stopRedis() {
        redis.shutdown();
        server.close();
        data.close();
    }

    @Test
    @DisplayName("CLP-11: with what they are at; who is killed is gone a moment later, who stops at once")
    void come_and_go() {
        var killed = heartbeat("worker-1");
        killed.beat();
        var stops = heartbeat("worker-2");
        stops.start();
        try (var _ = running.begin(new AttemptAt(new StepId(new UUID(1, 1)), 2), StepKind.RENDER)) {
            Awaitility.await()
                    .until(() -> alive().stream()
                            .anyMatch(worker -> worker.workerId().equals("worker-2")
                                    && worker.steps().size() == 1));
        }
        assertThat(alive()).extracting(WorkerBeat::workerId).containsExactly("worker-1", "worker-2");
        assertThat(alive().getLast().since()).isEqualTo(NOON);
        Awaitility.await()
                .until(() -> alive().stream().allMatch(worker -> worker.steps().isEmpty()));

        // Nothing is said in the name of the first any more. What it has said is not believed for ever.
        assertThat(redis.connect().sync().pttl(WorkerBeat.key("worker-1")))
                .isPositive()
                .isLessThanOrEqualTo(WorkerBeat.BELIEVED.toMillis());
        // Its time passes faster here.
        redis.connect().sync().pexpire(WorkerBeat.key("worker-1"), 50);
        Awaitility.await()
                .until(() -> alive().stream().map(WorkerBeat::workerId).toList().equals(List.of("worker-2")));
        stops.stop();
        assertThat(alive()).isEmpty();
    }

    @Test
    @DisplayName("CLP-11: one that would be taken for dead between two words is not started")
    void too_seldom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WorkerHeartbeat(redis, JSON, running, Clock.systemUTC(), "worker", Duration.ofSeconds(6)));
    }

    private WorkerHeartbeat heartbeat(String worker) {
        return new WorkerHeartbeat(
                redis, JSON, running, Clock.fixed(NOON, ZoneOffset.UTC), worker, Duration.ofMillis(50));
    }

    private static List<WorkerBeat> alive() {
        return Objects.requireNonNull(
                new WorkersAlive(new BriefRedis(redis), JSON).now().block());
    }
}
