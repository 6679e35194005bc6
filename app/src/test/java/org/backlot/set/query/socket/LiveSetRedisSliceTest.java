// Why this file exists: the state and its script are only shown by a real Redis.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.backlot.log.api.RecordedEvent;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedRedis;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.set.projection.LiveSetPublisher;
import org.backlot.set.query.LiveStates;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveSetRedisSliceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");
    private static final Timecode START = Timecode.parse("00:12:05:00", FrameRate.FPS_24);

    private final UnitId unit = new UnitId(UUID.randomUUID());
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final SceneId scene = new SceneId(UUID.randomUUID());
    private final ShotId shot = new ShotId(UUID.randomUUID());
    private final TakeId take = new TakeId(UUID.randomUUID());
    private final AccountId who = new AccountId(UUID.randomUUID());

    private DataFolder data;
    private EmbeddedRedis server;
    private RedisClient client;
    private RedisCommands<String, String> redis;

    @BeforeAll
    void startRedis(@TempDir Path temporary) {
        data = DataFolder.open(temporary.resolve("data"));
        server = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), 0);
        client = RedisClient.create(server.address().uri().toString());
        redis = client.connect().sync();
    }

    @AfterAll
    void stopRedis() {
        client.shutdown();
        server.close();
        data.close();
    }

    @BeforeEach
    void empty() {
        redis.flushall();
    }

    @Test
    @DisplayName(
            "SET-1: a roll is at project:{id}:state in the words of the specification, with the position it was taken at")
    void state_in_redis() {
        var publisher = publisher();
        assertThat(publisher.position()).isZero();

        publisher.apply(List.of(recorded(1, opened()), recorded(4, rolled())));

        assertThat(redis.hgetall("project:" + project + ":state"))
                .containsEntry("status", "ROLLING")
                .containsEntry("timecode", "00:12:05:00")
                .containsEntry("activeShot", "12B-04")
                .containsEntry("position", "4");
        assertThat(publisher.position()).isEqualTo(4);
        var state =
                Objects.requireNonNull(new LiveStates(client).of(project, unit).block());
        assertThat(state.status()).isEqualTo("ROLLING");
        assertThat(state.offset()).isEqualTo(4);
        assertThat(redis.lrange(LiveSetKeys.recent(project, unit), 0, -1)).hasSize(2);
    }

    @Test
    @DisplayName("SET-1: a unit of which Redis knows nothing is idle")
    void idle() {
        assertThat(Objects.requireNonNull(
                                new LiveStates(client).of(project, unit).block())
                        .status())
                .isEqualTo("IDLE");
    }

    @Test
    @DisplayName("SET-1: a repeated batch changes nothing; an emptied Redis is noticed and refilled from the log")
    void refilled() {
        var publisher = publisher();
        publisher.position();
        var log = List.of(recorded(1, opened()), recorded(2, rolled()), recorded(3, cut()));
        publisher.apply(log);
        var before = redis.hgetall(LiveSetKeys.unitState(project, unit));
        publisher.apply(log);
        assertThat(redis.hgetall(LiveSetKeys.unitState(project, unit))).isEqualTo(before);

        redis.flushall();
        assertThatIllegalStateException().isThrownBy(() -> publisher.apply(List.of(recorded(5, rolled()))));
        assertThat(publisher.position()).isZero();
        publisher.apply(log);

        var after = redis.hgetall(LiveSetKeys.unitState(project, unit));
        assertThat(after.get("epoch")).isNotEqualTo(before.get("epoch"));
        assertThat(after)
                .containsEntry("takes", "1")
                .containsEntry("status", "IDLE")
                .containsEntry("position", "3");
    }

    @Test
    @DisplayName("SET-1: followed from the beginning again, a unit's recent changes do not stand twice")
    void followed_again() {
        var log = List.of(recorded(1, opened()), recorded(2, rolled()), recorded(3, cut()));
        var publisher = publisher();
        publisher.position();
        publisher.apply(log);
        redis.del(LiveSetKeys.POSITION);
        publisher.position();
        publisher.apply(log);

        assertThat(redis.lrange(LiveSetKeys.recent(project, unit), 0, -1)).hasSize(3);
    }

    @Test
    @DisplayName("SET-1: of two processes that follow the log one goes through, the other starts again")
    void two_processes() {
        var one = publisher();
        var other = publisher();
        one.position();
        other.position();
        one.apply(List.of(recorded(1, opened())));

        assertThatIllegalStateException().isThrownBy(() -> other.apply(List.of(recorded(1, opened()))));
        assertThat(other.position()).isEqualTo(1);
        other.apply(List.of(recorded(2, rolled())));
        assertThat(redis.hget(LiveSetKeys.unitState(project, unit), "status")).isEqualTo("ROLLING");
    }

    private LiveSetPublisher publisher() {
        return new LiveSetPublisher(client, UUID::randomUUID, JSON);
    }

    private LiveSetOpened opened() {
        return new LiveSetOpened(
                unit, project, new WorkspaceId(UUID.randomUUID()), FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"));
    }

    private CameraRolled rolled() {
        return new CameraRolled(unit, project, scene, shot, take, 4, "12B-04", "A001", START, who, AT);
    }

    private CameraCut cut() {
        return new CameraCut(unit, project, scene, shot, take, 4, "12B-04", START.plus(48), 48, who, AT);
    }

    private static RecordedEvent recorded(long position, LiveSetEvent event) {
        return new RecordedEvent(position, UUID.randomUUID().toString(), event.stream(), position, AT, event, Map.of());
    }
}
