// Why this file exists: which hubs are there is only shown by nodes that come and go around a real Redis.
package org.backlot.set.query.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedRedis;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.set.query.BriefRedis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubBeaconSliceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<Hub> HUBS = List.of(
            Hub.parse("chennai=https://chennai.set.example"),
            Hub.parse("mumbai=https://mumbai.set.example"),
            Hub.parse("london=https://london.set.example"));

    private DataFolder data;
    private EmbeddedRedis server;
    private RedisClient client;

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
    void empty() {
        client.connect().sync().flushall();
    }

    @Test
    @DisplayName("SET-5: a hub is there while a node of it says so, and gone with the word of a node that stops")
    void come_and_go() {
        var chennai = node("chennai");
        var mumbai = node("mumbai");
        chennai.sayAndHear().block();
        assertThat(alive(chennai)).containsExactly(true, false, false);

        mumbai.start();
        until(() -> {
            chennai.sayAndHear().block();
            return Boolean.TRUE.equals(alive(chennai).get(1));
        });
        assertThat(chennai.all().answeredBy()).isEqualTo("chennai");
        assertThat(chennai.withoutThisNode()).extracting(Hub::name).containsExactly("mumbai");

        mumbai.stop();
        chennai.sayAndHear().block();
        assertThat(alive(chennai)).containsExactly(true, false, false);
        assertThat(chennai.withoutThisNode()).isEmpty();
    }

    @Test
    @DisplayName("SET-5: a node that dies without a word is believed for a few rounds only")
    void dies() {
        var chennai = node("chennai");
        node("london").sayAndHear().block();
        chennai.sayAndHear().block();
        assertThat(alive(chennai)).containsExactly(true, false, true);
        until(() -> {
            chennai.sayAndHear().block();
            return Boolean.FALSE.equals(alive(chennai).get(2));
        });
    }

    @Test
    @DisplayName("SET-5: of a hub with two nodes the devices of one may go to the other")
    void two_nodes_of_one_hub() {
        var one = node("mumbai");
        var other = node("mumbai");
        one.sayAndHear().block();
        other.sayAndHear().block();
        one.sayAndHear().block();

        assertThat(one.withoutThisNode()).extracting(Hub::name).containsExactly("mumbai");
    }

    @Test
    @DisplayName("SET-5: while Redis is away nobody knows, all other hubs may be tried, and it comes back by itself")
    void redis_away() {
        var chennai = node("chennai");
        chennai.sayAndHear().block();
        int port = server.port();
        server.close();
        chennai.sayAndHear().block();
        assertThat(alive(chennai)).containsExactly(true, null, null);
        assertThat(chennai.withoutThisNode()).extracting(Hub::name).containsExactly("mumbai", "london");

        server = EmbeddedRedis.start(data, Programs.in(Path.of("target", "programs")), port);
        until(() -> {
            chennai.sayAndHear().block();
            return Boolean.FALSE.equals(alive(chennai).get(1));
        });
    }

    @Test
    @DisplayName("SET-5: a connection that is reset under a question counts as Redis being away")
    void reset() {
        var asked = new BriefRedis(client)
                .ask(_ -> CompletableFuture.failedFuture(new IOException("Connection reset by peer")))
                .materialize()
                .blockOptional()
                .orElseThrow();
        assertThat(asked.getThrowable()).matches(BriefRedis::isAway);
    }

    @Test
    @DisplayName("SET-5: a node of no hub answers for all, and one without hubs asks for nothing")
    void none() {
        var aside = new HubBeacon(
                new HubSettings(HUBS, Optional.empty()),
                new BriefRedis(client),
                UUID::randomUUID,
                Duration.ofMillis(300));
        node("mumbai").sayAndHear().block();
        aside.sayAndHear().block();
        assertThat(alive(aside)).containsExactly(false, true, false);
        assertThat(aside.all().answeredBy()).isNull();

        var without = new HubBeacon(
                new HubSettings(List.of(), Optional.empty()),
                new BriefRedis(client),
                UUID::randomUUID,
                Duration.ofMillis(300));
        without.start();
        assertThat(without.all().hubs()).isEmpty();
        without.stop();
    }

    private HubBeacon node(String hub) {
        return new HubBeacon(
                new HubSettings(HUBS, Optional.of(hub)),
                new BriefRedis(client),
                UUID::randomUUID,
                Duration.ofMillis(300));
    }

    private static List<@Nullable Boolean> alive(HubBeacon node) {
        return node.all().hubs().stream()
                .<@Nullable Boolean>map(HubStanding::alive)
                .toList();
    }

    private static void until(BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
