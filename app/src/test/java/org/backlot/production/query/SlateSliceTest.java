// The slate from event to answer on a real PostgreSQL: what the projection writes is what the readers read.
package org.backlot.production.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.backlot.log.api.RecordedEvent;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.platform.query.PageRequest;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.production.api.UnitKind;
import org.backlot.production.command.upload.UploadedScreenplay;
import org.backlot.production.projection.SlateProjection;
import org.backlot.production.query.SlateSceneView.ShootingStatus;
import org.backlot.production.query.UnitView.UnitStatus;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.shared.Event;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlateSliceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T07:30:00Z");
    private static final PageRequest ALL = new PageRequest(1, 100);

    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    private final UnitId main = new UnitId(UUID.randomUUID());
    private final AccountId member = new AccountId(UUID.randomUUID());
    private final AccountId viewer = new AccountId(UUID.randomUUID());
    private final AccountId commenter = new AccountId(UUID.randomUUID());
    private final AccountId stranger = new AccountId(UUID.randomUUID());
    private final ShotId master = new ShotId(UUID.randomUUID());
    private final ShotId setUp = new ShotId(UUID.randomUUID());
    private final TakeId take = new TakeId(UUID.randomUUID());

    private DataFolder data;
    private EmbeddedPostgres postgres;
    private SingleConnectionDataSource connection;
    private JdbcClient jdbc;
    private SlateReads reads;
    private SlateProjection projection;
    private long position;

    @BeforeAll
    void startDatabase(@TempDir Path temporary) throws SQLException {
        data = DataFolder.open(temporary.resolve("data"));
        postgres = EmbeddedPostgres.start(data, Programs.in(Path.of("target", "programs")), 0);
        var address = postgres.address();
        connection = new SingleConnectionDataSource(
                DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password()), true);
        jdbc = JdbcClient.create(connection);
        var options = ConnectionFactoryOptions.parse(address.jdbcUrl().replaceFirst("^jdbc:", "r2dbc:"))
                .mutate()
                .option(ConnectionFactoryOptions.USER, address.user())
                .option(ConnectionFactoryOptions.PASSWORD, address.password())
                .build();
        reads = new SlateReads(DatabaseClient.create(ConnectionFactories.get(options)));
        projection = new SlateProjection(jdbc, JsonMapper.builder().build());
    }

    @AfterAll
    void stopDatabase() {
        connection.destroy();
        postgres.close();
        data.close();
    }

    @BeforeEach
    void createTables() {
        jdbc.sql("create schema slate; set search_path = slate, public").update();
        jdbc.sql(projection.ddl()).update();
        // The columns of the access view that listing projects asks for.
        jdbc.sql("""
                        create schema access;
                        create table access.member (workspace_id uuid, account_id uuid, role text);
                        create table access.capability (project_id uuid, account_id uuid, capabilities text[]);
                        """).update();
    }

    @AfterEach
    void dropTables() {
        jdbc.sql("drop schema slate cascade; drop schema access cascade").update();
    }

    @Test
    @DisplayName("PRD-2: an adopted screenplay is the slate, in the order of the script, a page at a time")
    void shows_the_script() {
        var scenes = plan();

        var slate = read(reads.slate(main, new PageRequest(2, 5)));

        assertThat(slate.total()).isEqualTo(scenes.size());
        assertThat(slate.pages()).isEqualTo(Math.ceilDiv(scenes.size(), 5));
        assertThat(slate.data()).extracting(SlateSceneView::ordinal).containsExactly(6, 7, 8, 9, 10);
        var written = scenes.get(5).scene();
        var shown = slate.data().getFirst();
        assertThat(shown.number()).isEqualTo(written.number());
        assertThat(shown.setting()).isEqualTo(written.slugline().setting());
        assertThat(shown.location()).isEqualTo(written.slugline().location());
        assertThat(shown.timeOfDay()).isEqualTo(written.slugline().timeOfDay());
        assertThat(shown.synopsis()).isEqualTo(written.synopsis());
        assertThat(shown.characters()).isEqualTo(written.characters());
        assertThat(shown.pageEighths()).isEqualTo(written.length().eighths());
        assertThat(shown.pages()).isEqualTo(written.length().toString());
        assertThat(slate.unit().screenplayTitle()).isEqualTo("The Last Reel");
    }

    @Test
    @DisplayName("PRD-2: a unit without a screenplay has an empty slate, and a page past the end is empty too")
    void shows_an_empty_slate() {
        tell(created(), unit());
        var empty = read(reads.slate(main, ALL));
        assertThat(empty.data()).isEmpty();
        assertThat(empty.total()).isZero();
        assertThat(empty.pages()).isEqualTo(1);
        assertThat(reads.slate(new UnitId(UUID.randomUUID()), ALL).blockOptional())
                .isEmpty();
    }

    @Test
    @DisplayName("PRD-2: the slate follows the camera: rolling, cut, circled, complete")
    void follows_the_camera() {
        var scene = plan().getFirst().sceneId();
        tell(
                new ShotAdded(project, main, scene, master, "1", "Wide"),
                new ShotAdded(project, main, scene, setUp, "1A", "Close"));
        var planned = read(reads.scene(scene));
        assertThat(planned.status()).isEqualTo(ShootingStatus.NOT_SHOT);
        assertThat(planned.shots())
                .extracting(SlateSceneView.SlateShotView::slate)
                .containsExactly("1", "1A");

        tell(rolled(scene));
        var rolling = read(reads.slate(main, ALL));
        assertThat(rolling.unit().status()).isEqualTo(UnitStatus.ROLLING);
        assertThat(rolling.unit().activeSlate()).isEqualTo("1-01");
        assertThat(rolling.unit().rollingSince()).isEqualTo(NOW);
        assertThat(rolling.data().getFirst().status()).isEqualTo(ShootingStatus.SHOOTING);
        assertThat(rolling.data().getFirst().takes()).isZero();
        assertThat(rolling.data().getFirst().shots())
                .extracting(SlateSceneView.SlateShotView::rolling)
                .containsExactly(true, false);

        tell(cut(scene), new TakeCircled(main, project, scene, master, take, "1-01", member, NOW));
        var circled = read(reads.scene(scene));
        assertThat(circled.takes()).isEqualTo(1);
        assertThat(circled.circled()).isEqualTo(1);
        assertThat(circled.shots().getFirst().takes()).isEqualTo(1);
        assertThat(circled.shots().getFirst().rolling()).isFalse();
        assertThat(read(reads.slate(main, ALL)).unit().status()).isEqualTo(UnitStatus.IDLE);

        tell(new SceneCompleted(main, project, scene, member, NOW));
        var complete = read(reads.scene(scene));
        assertThat(complete.status()).isEqualTo(ShootingStatus.COMPLETE);
        assertThat(complete.completedAt()).isEqualTo(NOW);
        assertThat(complete.shots())
                .extracting(SlateSceneView.SlateShotView::status)
                .containsExactly(ShootingStatus.COMPLETE, ShootingStatus.NOT_SHOT);
        assertThat(read(reads.project(project)).project().completed()).isEqualTo(1);
    }

    @Test
    @DisplayName("PRD-3: another screenplay takes the place of the first on the slate")
    void replaces_the_slate() {
        var before = plan();
        var other = UploadedScreenplay.read("INT. ELSEWHERE - DAY\n".getBytes(StandardCharsets.UTF_8));
        tell(new ScreenplayAdopted(project, main, other.digest(), "", other.scenesFor(main), NOW));

        assertThat(read(reads.slate(main, ALL)).data())
                .singleElement()
                .extracting(SlateSceneView::location)
                .isEqualTo("ELSEWHERE");
        assertThat(reads.scene(before.getFirst().sceneId()).blockOptional()).isEmpty();
    }

    @Test
    @DisplayName("PRD-1: projects are listed for members and for holders of VIEW, and for nobody else")
    void lists_projects() {
        plan();
        jdbc.sql("insert into access.member values (?, ?, 'viewer')")
                .params(List.of(workspace.value(), member.value()))
                .update();
        jdbc.sql("insert into access.capability values (?, ?, array['VIEW', 'UPLOAD']), (?, ?, array['COMMENT'])")
                .params(List.of(project.value(), viewer.value(), project.value(), commenter.value()))
                .update();

        for (var insider : List.of(member, viewer)) {
            var page = read(reads.projects(insider, ALL));
            assertThat(page.total()).isEqualTo(1);
            assertThat(page.data()).singleElement().satisfies(shown -> {
                assertThat(shown.title()).isEqualTo("The Last Reel");
                assertThat(shown.frameRate()).isEqualTo("23.976");
                assertThat(shown.units()).isEqualTo(1);
            });
        }
        for (var outsider : List.of(commenter, stranger)) {
            assertThat(read(reads.projects(outsider, ALL)).data()).isEmpty();
        }
        assertThat(read(reads.project(project)).units())
                .extracting(UnitView::name)
                .containsExactly("Main Unit");
    }

    private List<SlateScene> plan() {
        try {
            var file = new ClassPathResource("demo/the-last-reel.fountain").getContentAsByteArray();
            var screenplay = UploadedScreenplay.read(file);
            var scenes = screenplay.scenesFor(main);
            tell(
                    created(),
                    unit(),
                    new ScreenplayAdopted(project, main, screenplay.digest(), screenplay.title(), scenes, NOW));
            return scenes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProjectCreated created() {
        return new ProjectCreated(
                project, workspace, "The Last Reel", FrameRate.FPS_23_976, ZoneId.of("Asia/Riyadh"), member, NOW);
    }

    private UnitAdded unit() {
        return new UnitAdded(project, main, "Main Unit", UnitKind.MAIN);
    }

    private CameraRolled rolled(SceneId scene) {
        return new CameraRolled(
                main,
                project,
                scene,
                master,
                take,
                1,
                "1-01",
                "A001",
                Timecode.parse("10:00:00:00", FrameRate.FPS_23_976),
                member,
                NOW);
    }

    private CameraCut cut(SceneId scene) {
        return new CameraCut(
                main,
                project,
                scene,
                master,
                take,
                1,
                "1-01",
                Timecode.parse("10:00:30:00", FrameRate.FPS_23_976),
                720,
                member,
                NOW.plusSeconds(30));
    }

    private void tell(Event... events) {
        for (var event : events) {
            position++;
            projection.on(new RecordedEvent(
                    position, UUID.randomUUID().toString(), event.stream(), position, NOW, event, Map.of()));
        }
    }

    private static <T> T read(Mono<T> answer) {
        return Objects.requireNonNull(answer.block());
    }
}
