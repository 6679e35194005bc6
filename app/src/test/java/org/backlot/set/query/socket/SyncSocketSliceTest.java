// Why this file exists: handshakes, close codes and the order of frames are only shown by a real socket.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.log.api.RecordedEvent;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.platform.app.web.UpgradeOnEventLoop;
import org.backlot.set.api.CameraRoll;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.SetCommands;
import org.backlot.set.api.SetRejection;
import org.backlot.set.query.BriefRedis;
import org.backlot.set.query.hub.HubBeacon;
import org.backlot.set.query.hub.HubSettings;
import org.backlot.set.query.presence.Presence;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncSocketSliceTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");

    private final UnitId unit = new UnitId(UUID.randomUUID());
    private final UnitId second = new UnitId(UUID.randomUUID());
    private final UnitId elsewhere = new UnitId(UUID.randomUUID());
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    private final ShotId shot = new ShotId(UUID.randomUUID());
    private final AccountId member = new AccountId(UUID.randomUUID());
    private final Caller caller =
            new Caller(member, new SessionId(UUID.randomUUID()), AccountRole.values()[0], workspace, true);
    private final AtomicBoolean tokenValid = new AtomicBoolean(true);
    private volatile Mono<Caller> callerLookup = Mono.just(caller);

    private DataFolder data;
    private EmbeddedPostgres postgres;
    private SingleConnectionDataSource connection;
    private final List<RecordedEvent> log = new CopyOnWriteArrayList<>();
    private UnitFeed feed;
    private Doorkeeper doorkeeper;
    private RedisClient redis;
    private PresenceRounds presenceRounds;
    private GenericApplicationContext context;
    private DisposableServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    void startServices(@TempDir Path temporary) throws SQLException {
        data = DataFolder.open(temporary.resolve("data"));
        var programs = Programs.in(Path.of("target", "programs"));
        postgres = EmbeddedPostgres.start(data, programs, 0);
        var address = postgres.address();
        connection = new SingleConnectionDataSource(
                DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password()), true);
        var jdbc = JdbcClient.create(connection);
        jdbc.sql("""
                        create schema access;
                        create table access.thing (id uuid, project_id uuid, workspace_id uuid);
                        create table access.member (workspace_id uuid, account_id uuid, role text);
                        create table access.capability (project_id uuid, account_id uuid, capabilities text[]);
                        create table access.party (thing_id uuid, account_id uuid);
                        """).update();
        jdbc.sql("insert into access.thing values (?, ?, ?), (?, ?, ?), (?, ?, ?)")
                .params(List.of(
                        unit.value(),
                        project.value(),
                        workspace.value(),
                        second.value(),
                        project.value(),
                        workspace.value(),
                        elsewhere.value(),
                        UUID.randomUUID(),
                        UUID.randomUUID()))
                .update();
        jdbc.sql("insert into access.member values (?, ?, 'viewer')")
                .params(List.of(workspace.value(), member.value()))
                .update();
        var options = ConnectionFactoryOptions.parse(address.jdbcUrl().replaceFirst("^jdbc:", "r2dbc:"))
                .mutate()
                .option(ConnectionFactoryOptions.USER, address.user())
                .option(ConnectionFactoryOptions.PASSWORD, address.password())
                .build();
        var database = DatabaseClient.create(ConnectionFactories.get(options));
        feed = new UnitFeed(new History(), JSON, Clock.systemUTC(), Duration.ofMillis(50));
        feed.start();
        var access = new Access();
        var gate = new ReactiveGate(database);
        doorkeeper = new Doorkeeper(access, gate, Duration.ofMillis(50));
        doorkeeper.start();
        // Nothing listens there: whatever is shown here is shown without Redis.
        redis = RedisClient.create("redis://127.0.0.1:1");
        var briefRedis = new BriefRedis(redis);
        var hubs = new HubBeacon(
                new HubSettings(List.of(), Optional.empty()), briefRedis, UUID::randomUUID, Duration.ofMillis(50));
        var presence = new Presence(briefRedis, JSON, UUID::randomUUID, Clock.systemUTC(), Duration.ofMillis(50));
        presenceRounds = new PresenceRounds(presence, gate, JSON, Duration.ofMillis(50));
        presenceRounds.start();
        context = new GenericApplicationContext();
        context.registerBean(SetCommands.class, Commands::new);
        context.registerBean(
                WebSocketHandlerAdapter.class,
                () -> new WebSocketHandlerAdapter(new HandshakeWebSocketService(new UpgradeOnEventLoop())));
        // As the program's security does, which asks Redis and the database before it lets anybody through.
        context.registerBean(
                "elsewhere",
                WebFilter.class,
                () -> (exchange, chain) -> chain.filter(exchange).subscribeOn(Schedulers.boundedElastic()));
        context.registerBean(
                "mapping",
                HandlerMapping.class,
                () -> new SyncSocketMapping()
                        .syncSocketHandlerMapping(new SyncSocket(
                                access,
                                gate,
                                context.getBeanProvider(SetCommands.class),
                                feed,
                                doorkeeper,
                                presence,
                                presenceRounds,
                                hubs,
                                new NetworkThreads(),
                                JSON,
                                Clock.systemUTC(),
                                64)));
        context.registerBean(
                WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME, DispatcherHandler.class, () -> new DispatcherHandler());
        context.refresh();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(
                        WebHttpHandlerBuilder.applicationContext(context).build()))
                .bindNow();
    }

    @AfterAll
    void stopServices() {
        server.disposeNow();
        context.close();
        feed.stop();
        doorkeeper.stop();
        presenceRounds.stop();
        redis.shutdown();
        connection.destroy();
        postgres.close();
        data.close();
    }

    @BeforeEach
    void openUnit() {
        tokenValid.set(true);
        callerLookup = Mono.just(caller);
        log.clear();
        for (var opened : List.of(unit, second)) {
            log.add(recorded(
                    1, new LiveSetOpened(opened, project, workspace, FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"))));
        }
    }

    @Test
    @DisplayName("SET-1: who joins is shown the state, then the clock, then each change; a roll is accepted")
    void follows_a_unit() throws InterruptedException {
        var device = connect();
        device.say("{\"type\":\"join\",\"unitId\":\"%s\"}".formatted(unit));
        var state = device.hears("state");
        assertThat(state.get("status").stringValue()).isEqualTo("IDLE");
        assertThat(state.get("offset").longValue()).isEqualTo(1);
        assertThat(device.hears("mission-clock").get("timecode").stringValue()).matches("\\d\\d:\\d\\d:\\d\\d:\\d\\d");

        var take = UUID.randomUUID();
        device.say("{\"type\":\"roll\",\"id\":\"%s\",\"shotId\":\"%s\"}".formatted(take, shot));
        var accepted = device.hears("accepted");
        assertThat(accepted.get("id").stringValue()).isEqualTo(take.toString());
        assertThat(accepted.get("position").longValue()).isEqualTo(2);
        var rolling = device.hears("rolling");
        assertThat(rolling.get("activeShot").stringValue()).isEqualTo("12B-04");
        assertThat(rolling.get("status").stringValue()).isEqualTo("ROLLING");

        var late = connect();
        late.say("{\"type\":\"join\",\"unitId\":\"%s\",\"after\":1}".formatted(unit));
        var resumed = late.hears("state");
        assertThat(resumed.get("status").stringValue()).isEqualTo("ROLLING");
        assertThat(resumed.at("/missed/0/type").stringValue()).isEqualTo("rolling");
        assertThat(resumed.get("missed").size()).isEqualTo(1);
        assertThat(resumed.get("gap").booleanValue()).isFalse();
    }

    @Test
    @DisplayName("SET-2: a device that asks for it hears of every frame of the timecode, at the unit's rate")
    void heartbeat() throws InterruptedException {
        var device = connect();
        device.say("{\"type\":\"join\",\"unitId\":\"%s\",\"heartbeat\":true}".formatted(unit));
        var first = device.hears("beat");
        var second = device.hears("beat");
        assertThat(second.get("frame").longValue())
                .isGreaterThan(first.get("frame").longValue());
        long frames = second.get("frame").longValue() - first.get("frame").longValue();
        assertThat(second.get("at").longValue() - first.get("at").longValue())
                .as("microseconds of %d frames at 24", frames)
                .isBetween(frames * 1_000_000 / 24 - 1, frames * 1_000_000 / 24 + 1);
        assertThat(second.get("timecode").stringValue()).matches("\\d\\d:\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    @DisplayName("SET-2: the server stamps the arrival of a question and the leaving of its answer")
    void exchanges_stamps() throws InterruptedException {
        var device = connect();
        device.say("{\"type\":\"clock\",\"t0\":7}");
        var answer = device.hears("clock");
        assertThat(answer.get("t0").longValue()).isEqualTo(7);
        assertThat(answer.get("t2").longValue())
                .isGreaterThanOrEqualTo(answer.get("t1").longValue());
    }

    @Test
    @DisplayName("SET-4: a paced device is told one thing, and the next when it says that it has read it")
    void paced() throws InterruptedException {
        var device = connect();
        device.say("{\"type\":\"join\",\"unitId\":\"%s\",\"paced\":true}".formatted(unit));
        device.hears("state");
        device.say("{\"type\":\"seen\",\"frames\":2}");
        assertThat(device.hears("refused").get("message").stringValue()).contains("more than was sent");

        device.say("{\"type\":\"seen\",\"frames\":2}");
        device.hears("mission-clock");
    }

    @Test
    @DisplayName("SET-1: nonsense and refusals are answered, and the conversation goes on")
    void refusals() throws InterruptedException {
        var device = connect();
        device.say("nonsense");
        assertThat(device.hears("refused").get("code").stringValue()).isEqualTo("FRAME_INVALID");
        device.say("{\"type\":\"cut\",\"id\":\"c1\"}");
        assertThat(device.hears("refused").get("code").stringValue()).isEqualTo("NOT_JOINED");
        device.say("{\"type\":\"join\",\"unitId\":\"%s\"}".formatted(unit));
        device.hears("state");
        device.say("{\"type\":\"cut\",\"id\":\"c2\"}");
        var refused = device.hears("refused");
        assertThat(refused.get("id").stringValue()).isEqualTo("c2");
        assertThat(refused.get("code").stringValue()).isEqualTo("NOT_ROLLING");
    }

    @Test
    @DisplayName("SET-1: a stranger to the unit is refused and the socket closed with 4403")
    void stranger() throws InterruptedException {
        var device = connect();
        device.say("{\"type\":\"join\",\"unitId\":\"%s\"}".formatted(elsewhere));
        assertThat(device.hears("refused").get("code").stringValue()).isEqualTo("NOT_FOUND");
        assertThat(device.isClosedWith()).isEqualTo(4403);
    }

    @Test
    @DisplayName("SET-1: a revoked token ends the conversation with 4401, without the device saying anything")
    void revoked() throws InterruptedException {
        var device = connect();
        device.say("{\"type\":\"join\",\"unitId\":\"%s\"}".formatted(unit));
        device.hears("state");
        tokenValid.set(false);
        assertThat(device.isClosedWith()).isEqualTo(4401);
    }

    @Test
    @DisplayName("SET-1: whose right to watch is taken away is shown out with 4403")
    void no_longer_allowed() throws InterruptedException {
        var device = connect();
        device.say("{\"type\":\"join\",\"unitId\":\"%s\"}".formatted(unit));
        device.hears("state");
        var jdbc = JdbcClient.create(connection);
        jdbc.sql("delete from access.member").update();
        try {
            assertThat(device.isClosedWith()).isEqualTo(4403);
        } finally {
            jdbc.sql("insert into access.member values (?, ?, 'viewer')")
                    .params(List.of(workspace.value(), member.value()))
                    .update();
        }
    }

    @Test
    @DisplayName("SET-1: a lead is shown who is on the channel; without Redis the devices of this node, and says so")
    void presence() throws InterruptedException {
        as("editor", () -> {
            var lead = connect();
            lead.say("{\"type\":\"join\",\"unitId\":\"%s\",\"presence\":true}".formatted(unit));
            var alone = lead.hears("presence");
            assertThat(alone.get("complete").booleanValue()).isFalse();
            int before = alone.get("total").intValue();

            var device = connect();
            device.say("{\"type\":\"join\",\"unitId\":\"%s\",\"heartbeat\":true}".formatted(unit));
            device.hears("state");
            var both = lead.hearsThat("presence", frame -> frame.get("total").intValue() == before + 1);
            var newest = both.get("devices").get(both.get("devices").size() - 1);
            assertThat(newest.get("accountId").stringValue()).isEqualTo(member.toString());
            assertThat(newest.get("heartbeat").booleanValue()).isTrue();

            device.say("{\"type\":\"leave\"}");
            lead.hearsThat("presence", frame -> frame.get("total").intValue() == before);
        });
    }

    @Test
    @DisplayName("SET-1: who is no lead is refused who is there, and stays; so is a lead who no longer is one")
    void presence_is_for_leads() throws InterruptedException {
        var viewer = connect();
        viewer.say("{\"type\":\"join\",\"unitId\":\"%s\",\"presence\":true}".formatted(unit));
        viewer.hears("state");
        var refused = viewer.hears("refused");
        assertThat(refused.get("id").stringValue()).isEqualTo("presence");
        assertThat(refused.get("code").stringValue()).isEqualTo("NOT_ALLOWED");

        var lead = connect();
        as("editor", () -> {
            lead.say("{\"type\":\"join\",\"unitId\":\"%s\",\"presence\":true}".formatted(unit));
            lead.hears("presence");
        });
        assertThat(lead.hears("refused").get("id").stringValue()).isEqualTo("presence");
        for (var device : List.of(viewer, lead)) {
            device.say("{\"type\":\"cut\",\"id\":\"c\"}");
            assertThat(device.hears("refused").get("code").stringValue())
                    .as("it is still on the unit")
                    .isEqualTo("NOT_ROLLING");
        }
    }

    private interface Doing {
        void run() throws InterruptedException;
    }

    private void as(String role, Doing something) throws InterruptedException {
        var jdbc = JdbcClient.create(connection);
        jdbc.sql("update access.member set role = ?").params(List.of(role)).update();
        try {
            something.run();
        } finally {
            jdbc.sql("update access.member set role = 'viewer'").update();
        }
    }

    @Test
    @DisplayName("SET-1: what a device says while the server still looks up who it is waits, and is answered")
    void says_something_at_once() throws InterruptedException {
        var lookup = Sinks.<Caller>one();
        callerLookup = lookup.asMono();
        var device = connect();
        device.say("{\"type\":\"clock\",\"t0\":7}");
        // The answer to a ping comes in order: the server has the frame by then.
        device.pings();
        lookup.tryEmitValue(caller).orThrow();
        assertThat(device.hears("clock").get("t0").longValue()).isEqualTo(7);
    }

    @Test
    @DisplayName("SET-1: a device says and hears the form that it offers first")
    void forms() throws InterruptedException {
        for (var offered : List.of(
                List.of("backlot.v1.cbor", "bearer.aa.bb.cc"),
                List.of("backlot.v1.cbor", "backlot.v1", "bearer.aa.bb.cc"))) {
            var device = connect(offered);
            device.say(BinaryWriter.write("{\"type\":\"leave\"}"));
            assertThat(device.hearsBytes()).isEqualTo(BinaryWriter.write("{\"type\":\"left\"}"));
        }
        var device = connect(List.of("backlot.v1", "backlot.v1.cbor", "bearer.aa.bb.cc"));
        device.say("{\"type\":\"leave\"}");
        device.hears("left");
    }

    @Test
    @DisplayName("SET-1: the other form is refused, and so are bytes that are no frame; the conversation goes on")
    void other_form() throws InterruptedException {
        var binary = connect(List.of("backlot.v1.cbor", "bearer.aa.bb.cc"));
        var refused = "{\"type\":\"refused\",\"code\":\"FRAME_INVALID\",\"message\":\"%s\"}";
        binary.say("{\"type\":\"leave\"}");
        assertThat(binary.hearsBytes()).isEqualTo(BinaryWriter.write(refused.formatted("a frame is binary")));
        binary.say(new byte[] {(byte) 0xbb, 0x7f, -1, -1, -1, -1, -1, -1, -1});
        assertThat(binary.hearsBytes()).isEqualTo(BinaryWriter.write(refused.formatted("a frame ends too early")));
        binary.say(BinaryWriter.write("{\"type\":\"leave\"}"));
        assertThat(binary.hearsBytes()).isEqualTo(BinaryWriter.write("{\"type\":\"left\"}"));

        var text = connect();
        text.say(BinaryWriter.write("{\"type\":\"leave\"}"));
        assertThat(text.hears("refused").get("code").stringValue()).isEqualTo("FRAME_INVALID");
        text.say("{\"type\":\"leave\"}");
        text.hears("left");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    @DisplayName(
            "SET-1, SET-2, SET-4: the reference client joins, rolls, comes back after a break and shows the server's"
                    + " timecode, in each form")
    void reference_client(Form form) throws IOException, InterruptedException {
        var output = node(
                "against-a-server.mjs",
                "ws://127.0.0.1:" + server.port() + "/ws/sync",
                "aa.bb.cc",
                (form == Form.BINARY ? second : unit).toString(),
                shot.toString(),
                form.name().toLowerCase(Locale.ROOT));
        // Node warns beside it that its WebSocket is new.
        var seen = JSON.readTree(
                output.lines().filter(line -> line.startsWith("{")).findFirst().orElse(output));
        assertThat(seen.get("joined").stringValue()).isEqualTo("IDLE");
        assertThat(seen.get("accepted").booleanValue()).isTrue();
        assertThat(seen.get("slate").stringValue()).isEqualTo("12B-04");
        assertThat(seen.get("rolledAt").stringValue()).isEqualTo(AT.toString());
        assertThat(seen.get("protocol").stringValue())
                .isEqualTo(Form.protocols().get(form.ordinal()));
        assertThat(seen.get("back").stringValue()).isEqualTo("ROLLING");
        assertThat(seen.get("missed").intValue()).as("it had seen all of it").isZero();
        var beat = Timecode.parse(seen.get("beat").stringValue(), FrameRate.FPS_24);
        var shown = Timecode.parse(seen.get("shown").stringValue(), FrameRate.FPS_24);
        assertThat(beat.minus(2).framesUntil(shown))
                .as("%s while %s was told".formatted(shown, beat))
                .isBetween(0L, 26L);
    }

    @Test
    @DisplayName(
            "SET-1, SET-2, SET-4, SET-5: the reference client keeps time over ways that jitter, finds the nearest hub, and"
                    + " keeps its promises to devices")
    void reference_client_by_itself() throws IOException, InterruptedException {
        assertThat(node("--test", "--test-reporter=tap", "live-set.test.mjs", "binary.test.mjs"))
                .contains("# fail 0")
                .doesNotContain("# pass 0");
    }

    /** What a script of the reference client prints. Node 20 or later must be installed. */
    private static String node(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node", "--experimental-websocket"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(Path.of("..", "clients", "live-set").toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private Device connect() {
        return connect(List.of("backlot.v1", "bearer.aa.bb.cc"));
    }

    private Device connect(List<String> offered) {
        var device = new Device(http, URI.create("ws://127.0.0.1:" + server.port() + "/ws/sync"), offered);
        assertThat(device.socket.getSubprotocol())
                .isEqualTo(offered.stream()
                        .filter(Form.protocols()::contains)
                        .findFirst()
                        .orElseThrow());
        return device;
    }

    private static RecordedEvent recorded(long position, LiveSetEvent event) {
        return new RecordedEvent(position, UUID.randomUUID().toString(), event.stream(), position, AT, event, Map.of());
    }

    /** Stands for the log. */
    private final class History implements UnitHistory {
        @Override
        public String epoch() {
            return "the log of this test";
        }

        @Override
        public List<RecordedEvent> of(UnitId asked) {
            return log.stream()
                    .filter(event -> event.stream().equals(LiveSetEvent.streamOf(asked)))
                    .toList();
        }
    }

    private final class Access implements SocketAccess {
        @Override
        public Mono<Caller> callerOf(HandshakeInfo handshake) {
            return callerLookup;
        }

        @Override
        public Mono<Boolean> stillValid(Holder holder) {
            return Mono.fromSupplier(tokenValid::get);
        }

        @Override
        public <H extends Holder> Mono<List<H>> ended(Collection<H> holders) {
            return Mono.fromSupplier(() -> tokenValid.get() ? List.of() : List.copyOf(holders));
        }
    }

    /** Stands for the command side: rolls always, cuts never. */
    private final class Commands implements SetCommands {
        @Override
        public Mono<Long> roll(
                Caller by, NetworkAddress from, UnitId unitId, ShotId shotId, TakeId takeId, CameraRoll cameraRoll) {
            return Mono.fromCallable(() -> {
                        var rolled = recorded(
                                2,
                                new CameraRolled(
                                        unitId,
                                        project,
                                        new SceneId(UUID.randomUUID()),
                                        shotId,
                                        takeId,
                                        4,
                                        "12B-04",
                                        cameraRoll.name(),
                                        Timecode.parse("00:12:05:00", FrameRate.FPS_24),
                                        by.accountId(),
                                        AT));
                        log.add(rolled);
                        feed.happened(rolled);
                        return 2L;
                    })
                    .subscribeOn(Schedulers.boundedElastic());
        }

        @Override
        public Mono<Long> cut(Caller by, NetworkAddress from, UnitId unitId, String id, Optional<TakeId> takeId) {
            return Mono.error(Rejection.of(SetRejection.NOT_ROLLING));
        }
    }

    private static final class Device implements WebSocket.Listener {
        private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<byte[]> heardBytes = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        private final Semaphore pongs = new Semaphore(0);
        private final List<JsonNode> passedOver = new ArrayList<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Device(HttpClient http, URI address, List<String> offered) {
            var others = offered.subList(1, offered.size()).toArray(String[]::new);
            socket = http.newWebSocketBuilder()
                    .subprotocols(offered.getFirst(), others)
                    .buildAsync(address, this)
                    .join();
        }

        void say(String frame) {
            socket.sendText(frame, true).join();
        }

        void say(byte[] frame) {
            socket.sendBinary(ByteBuffer.wrap(frame), true).join();
        }

        /** The next binary frame. */
        byte[] hearsBytes() throws InterruptedException {
            return Objects.requireNonNull(heardBytes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no binary frame");
        }

        void pings() throws InterruptedException {
            socket.sendPing(ByteBuffer.allocate(0)).join();
            assertThat(pongs.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("pong")
                    .isTrue();
        }

        /** The next frame of a type. Others stay for later: an answer and a change may come in either order. */
        JsonNode hears(String type) throws InterruptedException {
            return hearsThat(type, _ -> true);
        }

        /** The next frame of a type that fits. */
        JsonNode hearsThat(String type, Predicate<JsonNode> fits) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                var kept = passedOver.stream()
                        .filter(frame -> frame.get("type").stringValue().equals(type) && fits.test(frame))
                        .findFirst();
                if (kept.isPresent()) {
                    passedOver.remove(kept.get());
                    return kept.get();
                }
                // The mission clock beats on, so waiting for the next frame alone would never end.
                assertThat(System.nanoTime()).as("frame " + type).isLessThan(deadline);
                var next = heard.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                passedOver.add(Objects.requireNonNull(next, "no frame " + type + " but " + passedOver));
            }
        }

        int isClosedWith() throws InterruptedException {
            return Objects.requireNonNull(closed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "still open");
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                heard.add(JSON.readTree(partial.toString()));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            // The frames of these tests are short enough to come whole.
            assertThat(last).isTrue();
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            heardBytes.add(bytes);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pongs.release();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.add(status);
            return null;
        }
    }
}
