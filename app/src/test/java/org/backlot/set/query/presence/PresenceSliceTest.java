// Why this file exists: whom a node believes, and for how long, is only shown by a real Redis that comes and goes.
package org.backlot.set.query.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedRedis;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.set.query.BriefRedis;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.UnitId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceSliceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final UnitId unit = new UnitId(UUID.randomUUID());
    private final AccountId who = new AccountId(UUID.randomUUID());

    private DataFolder data;
    private EmbeddedRedis server;
    private RedisClient client;
    private Presence here;
    private Presence there;

    @BeforeAll
    void startRedis(@TempDir Path temporary) {
        data = DataFolder.open(temporary.resolve("data"));
        server = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), 0);
        client = RedisClient.create(server.address().uri().toString());
    }

    @AfterAll
    void stopRedis() {
        client.shutdown();
        server.close();
        data.close();
    }

    @BeforeEach
    void twoNodes() {
        redis().flushall();
        here = node();
        there = node();
    }

    @Test
    @DisplayName("SET-1: each node sees the devices of all, those that have been there longest first")
    void all_nodes() {
        var first = here.newConnection();
        here.arrives(unit, first, who, true);
        var second = there.newConnection();
        there.arrives(unit, second, who, false);
        publish(here);
        publish(there);

        for (var node : new Presence[] {here, there}) {
            var seen = seenBy(node);
            assertThat(seen.complete()).isTrue();
            assertThat(seen.total()).isEqualTo(2);
            assertThat(seen.devices()).extracting(PresentDevice::connectionId).containsExactly(first, second);
            assertThat(seen.devices()).extracting(PresentDevice::heartbeat).containsExactly(true, false);
            assertThat(seen.devices()).extracting(PresentDevice::accountId).containsOnly(who);
        }
    }

    @Test
    @DisplayName("SET-1: who leaves is gone with the next round, and so are the devices of a node that stops")
    void gone() {
        var leaving = there.newConnection();
        there.arrives(unit, leaving, who, false);
        publish(there);
        assertThat(seenBy(here).total()).isOne();
        there.leaves(unit, leaving);
        publish(there);
        assertThat(seenBy(here).total()).isZero();
        assertThat(redis().exists(LiveSetKeys.devices(unit), LiveSetKeys.devicesOfNodes(unit)))
                .isZero();

        there.arrives(unit, there.newConnection(), who, false);
        publish(there);
        there.withdraw().block();
        assertThat(seenBy(here).total()).isZero();
    }

    @Test
    @DisplayName("SET-1: a node that dies without a word is believed for a few rounds only, and is swept out")
    void dies() {
        there.arrives(unit, there.newConnection(), who, false);
        here.arrives(unit, here.newConnection(), who, false);
        publish(there);
        assertThat(seenBy(here).total()).isEqualTo(2);
        until(() -> {
            publish(here);
            return seenBy(here).total() == 1;
        });
        publish(here);
        assertThat(redis().hlen(LiveSetKeys.devices(unit))).isOne();
    }

    @Test
    @DisplayName("SET-1: of thousands of devices all are counted and the first 200 listed; nothing is written anew in"
            + " rounds in which nobody comes or goes")
    void thousands() {
        for (int device = 0; device < 5_000; device++) {
            here.arrives(unit, here.newConnection(), who, false);
        }
        publish(here);
        assertThat(seenBy(there).total()).isEqualTo(5_000);
        assertThat(seenBy(there).devices()).hasSize(UnitDevices.MOST_LISTED);
        assertThat(seenBy(there).devices())
                .isEqualTo(seenBy(here).devices())
                .isSortedAccordingTo((one, other) -> one.since().compareTo(other.since()));

        redis().configResetstat();
        publish(here);
        assertThat(redis().info("commandstats")).contains("cmdstat_pexpire").doesNotContain("cmdstat_hset:");
    }

    @Test
    @DisplayName("SET-1: without Redis a node sees its own devices and says that this is not all, and it finds Redis"
            + " again by itself, also an emptied one")
    void redis_away() {
        here.arrives(unit, here.newConnection(), who, false);
        there.arrives(unit, there.newConnection(), who, false);
        publish(here);
        publish(there);
        int port = server.port();
        server.close();

        assertThat(here.publish().block()).isFalse();
        var alone = seenBy(here);
        assertThat(alone.complete()).isFalse();
        assertThat(alone.total()).isOne();
        // What happens meanwhile is known as soon as Redis is back.
        here.arrives(unit, here.newConnection(), who, false);

        server = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), port);
        until(() -> Boolean.TRUE.equals(here.publish().block())
                && Boolean.TRUE.equals(there.publish().block()));
        until(() -> seenBy(there).complete() && seenBy(there).total() == 3);
    }

    private Presence node() {
        return new Presence(new BriefRedis(client), JSON, UUID::randomUUID, Clock.systemUTC(), Duration.ofMillis(500));
    }

    private static void publish(Presence node) {
        assertThat(node.publish().block()).as("Redis took it").isTrue();
    }

    private UnitDevices seenBy(Presence node) {
        return Objects.requireNonNull(node.on(unit).block());
    }

    private RedisCommands<String, String> redis() {
        return client.connect().sync();
    }

    private static void until(BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
