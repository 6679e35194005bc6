// Why this file exists: the report is compiled by SQL; only a real PostgreSQL shows that it says what happened.
package org.backlot.wrap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPostgres;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.platform.query.PageRequest;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.production.api.UnitKind;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.set.api.UnitClock;
import org.backlot.set.projection.TakesProjection;
import org.backlot.set.query.Takes;
import org.backlot.shared.Event;
import org.backlot.shared.Rejection;
import org.backlot.shared.editorial.CmxWriter;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;
import org.backlot.wrap.api.WrapRejection;
import org.backlot.wrap.projection.DailyReportsProjection;
import org.backlot.wrap.query.edl.EdlFromCircleTakes;
import org.backlot.wrap.rest.JdbcDailyReports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndOfDaySliceTest {
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    // 23:30 in Riyadh: the shooting day is the 20th, though it soon is the 21st.
    private static final Instant LATE = Instant.parse("2026-11-20T20:30:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final UnitId unit = new UnitId(UUID.randomUUID());
    private final SceneId scene2 = new SceneId(UUID.randomUUID());
    private final SceneId scene10 = new SceneId(UUID.randomUUID());
    private final ShotId shot = new ShotId(UUID.randomUUID());
    private final ShotId otherShot = new ShotId(UUID.randomUUID());
    private final AccountId who = new AccountId(UUID.randomUUID());
    private final TakeId first = new TakeId(UUID.randomUUID());
    private final TakeId second = new TakeId(UUID.randomUUID());
    private final TakeId third = new TakeId(UUID.randomUUID());

    private DataFolder data;
    private EmbeddedPostgres postgres;
    private SingleConnectionDataSource connection;
    private JdbcClient jdbc;
    private List<Projection> projections;
    private DailyReportReads reports;
    private Takes takes;
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
        var database = DatabaseClient.create(ConnectionFactories.get(options));
        reports = new DailyReportReads(database);
        takes = new Takes(database);
        projections = List.of(new TakesProjection(jdbc), new DailyReportsProjection(jdbc));
    }

    @AfterAll
    void stopDatabase() {
        connection.destroy();
        postgres.close();
        data.close();
    }

    @BeforeEach
    void createTables() {
        for (var projection : projections) {
            jdbc.sql("create schema " + projection.schema()).update();
            use(projection);
            jdbc.sql(projection.ddl()).update();
        }
        jdbc.sql("create table public.log_follower (name text primary key, position bigint not null)")
                .update();
        tell(
                new ProjectCreated(
                        project,
                        new WorkspaceId(UUID.randomUUID()),
                        "The Last Reel",
                        FrameRate.FPS_24,
                        RIYADH,
                        who,
                        LATE),
                new UnitAdded(project, unit, "Main Unit", UnitKind.MAIN),
                new ScreenplayAdopted(
                        project,
                        unit,
                        "00",
                        "The Last Reel",
                        List.of(scene(scene2, "2", 2), scene(scene10, "10", 10)),
                        LATE),
                new LiveSetOpened(unit, project, new WorkspaceId(UUID.randomUUID()), FrameRate.FPS_24, RIYADH));
    }

    @AfterEach
    void dropTables() {
        projections.forEach(projection ->
                jdbc.sql("drop schema " + projection.schema() + " cascade").update());
        jdbc.sql("drop table public.log_follower").update();
    }

    @Test
    @DisplayName("WRP-1: the report says what happened on the local day, also to a take that ends after midnight")
    void compiles_the_day() {
        shoot();

        var view = read(reports.report(project, DAY));

        var report = view.report();
        assertThat(report.title()).isEqualTo("The Last Reel");
        assertThat(report.scenesScheduled()).containsExactly("2", "10");
        assertThat(report.scenesCompleted()).containsExactly("10");
        assertThat(report.circleTakes()).containsExactly("2-01", "10-02");
        assertThat(report.totalSetups()).isEqualTo(2);
        assertThat(report.totalTakes()).isEqualTo(3);
        assertThat(report.totalFrames()).isEqualTo(240 + 480);
        assertThat(report.firstRoll()).isEqualTo(LATE);
        assertThat(report.lastCut()).isEqualTo(LATE.plusSeconds(1_900));
        assertThat(report.units()).singleElement().satisfies(worked -> {
            assertThat(worked.name()).isEqualTo("Main Unit");
            assertThat(worked.takes()).isEqualTo(3);
        });
        assertThat(report.takes())
                .hasSize(3)
                .last()
                .satisfies(take -> assertThat(take.frames()).isNull());
        assertThat(report.incidents()).hasSize(1);
        assertThat(view.incidentTexts())
                .extracting(WrapViews.IncidentText::text)
                .containsExactly("Rain");
        assertThat(view.signOffs()).isEmpty();
        assertThat(ReportText.of(view)).contains("Scenes scheduled  2, 10", "Not signed yet.", "23:30");
        assertThat(onPaper(view)).contains("Main Unit", "3 takes", "2, 10", "Not signed yet.", "23:30", "Rain");
    }

    private static String onPaper(WrapViews.DailyReportView view) {
        try (var document = Loader.loadPDF(ReportOnPaper.of(view))) {
            return new PDFTextStripper().getText(document);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    @DisplayName("WRP-1: who reads and who signs find the same digest")
    void same_digest_on_both_sides() {
        shoot();
        jdbc.sql("insert into public.log_follower values ('daily-reports', ?)")
                .param(position)
                .update();

        assertThat(new JdbcDailyReports(jdbc).compile(project, DAY, position).digest())
                .isEqualTo(read(reports.report(project, DAY)).digest());
    }

    @Test
    @DisplayName(
            "WRP-1: a late circle makes the sign-off stale; signing anew is an amendment; erasing a text is no change")
    void amendment() {
        shoot();
        var before = read(reports.report(project, DAY)).digest();
        tell(signed(0, before));
        assertThat(read(reports.report(project, DAY)).signOffs())
                .singleElement()
                .satisfies(signOff -> assertThat(signOff.current()).isTrue());

        tell(new AccountErased(who, who, LATE));
        var erased = read(reports.report(project, DAY));
        assertThat(erased.digest()).isEqualTo(before);
        assertThat(erased.incidentTexts())
                .extracting(WrapViews.IncidentText::text)
                .containsExactly("[erased]");

        tell(
                cut(third, scene2, shot, "2-02", 24, LATE.plusSeconds(90_000)),
                new TakeCircled(unit, project, scene2, shot, third, "2-02", who, LATE.plusSeconds(90_001)));
        var after = read(reports.report(project, DAY));
        assertThat(after.digest()).isNotEqualTo(before);
        tell(signed(1, after.digest()));
        assertThat(read(reports.report(project, DAY)).signOffs())
                .extracting(WrapViews.SignOffLine::amendment, WrapViews.SignOffLine::current)
                .containsExactly(tuple(0, false), tuple(1, true));
    }

    @Test
    @DisplayName("WRP-1: a day on which nothing happened has no report")
    void empty_day() {
        shoot();
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> reports.report(project, DAY.plusDays(1)).block())
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(WrapRejection.NOTHING_TO_REPORT));
    }

    @Test
    @DisplayName("WRP-2: the edit list holds the circle takes in story order with their real timecode")
    void edit_list() {
        shoot();
        var programme = read(reports.circleTakes(project, Optional.of(unit), Optional.of(DAY)));
        var text =
                CmxWriter.write(EdlFromCircleTakes.assemble(programme.title(), programme.frameRate(), programme.takes())
                        .getFirst());

        assertThat(text.lines())
                .startsWith("TITLE: The Last Reel", "FCM: NON-DROP FRAME")
                .anyMatch(line -> line.startsWith("001  A001")
                        && line.endsWith("23:30:00:00 23:30:10:00 01:00:00:00 01:00:10:00"))
                .anyMatch(line -> line.startsWith("002  A001")
                        && line.endsWith("00:01:20:00 00:01:40:00 01:00:10:00 01:00:30:00"));
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> reports.circleTakes(project, Optional.empty(), Optional.of(DAY.plusDays(1)))
                        .block())
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(WrapRejection.NOTHING_CIRCLED));
    }

    @Test
    @DisplayName("SET-1: the log of takes is read back, the last one first, and the unit's clock with it")
    void log_of_takes() {
        shoot();
        var page = read(takes.of(unit, new PageRequest(1, 2)));

        assertThat(page.total()).isEqualTo(3);
        assertThat(page.data()).extracting(Takes.TakeLine::slate).containsExactly("2-02", "2-01");
        assertThat(page.data().getLast().circled()).isTrue();
        assertThat(page.data().getLast().sceneNumber()).isEqualTo("2");
        assertThat(read(takes.clockOf(unit))).isEqualTo(new UnitClock(FrameRate.FPS_24, RIYADH));
    }

    // The second take is shot at 23:59:50 local time less ten seconds, and cut after midnight.
    private void shoot() {
        tell(
                rolled(second, scene10, otherShot, 2, "10-02", "00:01:20:00", LATE.plusSeconds(1_790)),
                cut(second, scene10, otherShot, "10-02", 480, LATE.plusSeconds(1_900)),
                rolled(first, scene2, shot, 1, "2-01", "23:30:00:00", LATE),
                cut(first, scene2, shot, "2-01", 240, LATE.plusSeconds(10)),
                new TakeCircled(unit, project, scene10, otherShot, second, "10-02", who, LATE.plusSeconds(2_000)),
                new TakeCircled(unit, project, scene2, shot, first, "2-01", who, LATE.plusSeconds(2_001)),
                new SceneCompleted(unit, project, scene10, who, LATE.plusSeconds(60)),
                new IncidentReported(
                        unit,
                        project,
                        new IncidentId(UUID.randomUUID()),
                        who,
                        Personal.of("Rain"),
                        LATE.plusSeconds(70)),
                rolled(third, scene2, shot, 2, "2-02", "23:40:00:00", LATE.plusSeconds(600)));
    }

    private CameraRolled rolled(
            TakeId take, SceneId scene, ShotId onShot, int number, String slate, String label, Instant at) {
        return new CameraRolled(
                unit,
                project,
                scene,
                onShot,
                take,
                number,
                slate,
                "A001",
                Timecode.parse(label, FrameRate.FPS_24),
                who,
                at);
    }

    private CameraCut cut(TakeId take, SceneId scene, ShotId onShot, String slate, long frames, Instant at) {
        return new CameraCut(
                unit, project, scene, onShot, take, 1, slate, new Timecode(frames, FrameRate.FPS_24), frames, who, at);
    }

    private DailyReportSigned signed(int amendment, String digest) {
        return new DailyReportSigned(
                new DailyReportId(UUID.randomUUID()), project, DAY, amendment, digest, "token", who, LATE);
    }

    private static SlateScene scene(SceneId id, String number, int ordinal) {
        return new SlateScene(
                id,
                new ScreenplayScene(
                        number,
                        ordinal,
                        new Slugline(Setting.INTERIOR, "STUDIO", "DAY"),
                        "",
                        List.of(),
                        new PageEighths(1)));
    }

    private void tell(Event... events) {
        for (var event : events) {
            position++;
            var recorded = new RecordedEvent(
                    position, UUID.randomUUID().toString(), event.stream(), position, LATE, event, Map.of());
            for (var projection : projections) {
                use(projection);
                projection.on(recorded);
            }
        }
    }

    private void use(Projection projection) {
        jdbc.sql("set search_path = " + projection.schema() + ", public").update();
    }

    private static <T> T read(Mono<T> answer) {
        return Objects.requireNonNull(answer.block());
    }
}
