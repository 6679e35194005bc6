// The SQL of the slate's readers in one place, and how its rows become views.
package org.backlot.production.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.View;
import org.backlot.production.api.UnitKind;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.query.SlateSceneView.ShootingStatus;
import org.backlot.production.query.SlateSceneView.SlateShotView;
import org.backlot.production.query.UnitView.UnitStatus;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the {@code slate} projection. Who may read is asked before. */
@Component
final class SlateReads {
    private static final String PROJECT_COLUMNS = """
            p.project_id, p.workspace_id, p.title, p.frame_rate, p.time_zone, p.created_at,
            (select count(*) from {view}.unit u where u.project_id = p.project_id) as units,
            (select count(*) from {view}.scene c where c.project_id = p.project_id) as scenes,
            (select count(*) from {view}.scene c where c.project_id = p.project_id and c.status = 'COMPLETE') as completed
            """;

    // The same people that Permission.VIEW_PROJECT lets in.
    private static final String VISIBLE = """
            (exists (select 1 from access.member m
                     where m.workspace_id = p.workspace_id and m.account_id = :account)
             or exists (select 1 from access.capability k
                        where k.project_id = p.project_id and k.account_id = :account and 'VIEW' = any (k.capabilities)))
            """;

    private static final String UNIT_COLUMNS = """
            u.unit_id, u.project_id, u.name as unit_name, u.kind, u.screenplay_title, u.screenplay_digest,
            u.status as unit_status, u.active_slate, u.active_shot_id, u.active_take_id, u.rolling_since
            """;

    private static final String SCENE_AND_SHOT_COLUMNS = """
            c.scene_id, c.number, c.ordinal, c.setting, c.location, c.time_of_day, c.synopsis, c.characters,
            c.page_eighths, c.status as scene_status, c.takes as scene_takes, c.circled as scene_circled, c.completed_at,
            s.shot_id, s.slate, s.description, s.status as shot_status, s.takes as shot_takes, s.circled as shot_circled,
            coalesce(s.shot_id = u.active_shot_id, false) as rolling
            """;

    private final View view;

    @Autowired
    SlateReads(DatabaseClient database) {
        this(View.live(database, "slate"));
    }

    private SlateReads(View view) {
        this.view = view;
    }

    /** The same reads of a view as it was. */
    SlateReads of(View other) {
        return new SlateReads(other);
    }

    /** The projects an account may see, newest first. */
    Mono<Page<ProjectView>> projects(AccountId account, PageRequest page) {
        var data = view.sql("select " + PROJECT_COLUMNS + " from {view}.project p where " + VISIBLE
                        + " order by p.created_at desc, p.project_id limit :limit offset :offset")
                .bind("account", account.value())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map(SlateReads::projectIn)
                .all()
                .collectList();
        var total = view.sql("select count(*) from {view}.project p where " + VISIBLE)
                .bind("account", account.value())
                .map(row -> required(row, 0, Long.class))
                .one();
        return Mono.zip(data, total).map(both -> Page.of(both.getT1(), both.getT2(), page));
    }

    /** A project with its units; empty where the view does not have it. */
    Mono<ProjectDetail> project(ProjectId id) {
        var units = view.sql(
                        "select " + UNIT_COLUMNS + " from {view}.unit u where u.project_id = :id order by u.ordinal")
                .bind("id", id.value())
                .map(SlateReads::unitIn)
                .all()
                .collectList();
        return view.sql("select " + PROJECT_COLUMNS + " from {view}.project p where p.project_id = :id")
                .bind("id", id.value())
                .map(SlateReads::projectIn)
                .one()
                .zipWith(units, ProjectDetail::new);
    }

    /** A page of a unit's slate; empty where the view does not have the unit. */
    Mono<SlateView> slate(UnitId id, PageRequest page) {
        return view.sql("select " + UNIT_COLUMNS + ", " + SCENE_AND_SHOT_COLUMNS + """
                        , (select count(*) from {view}.scene every where every.unit_id = u.unit_id) as total
                        from {view}.unit u
                        left join (select * from {view}.scene where unit_id = :unit
                                   order by ordinal limit :limit offset :offset) c on c.unit_id = u.unit_id
                        left join {view}.shot s on s.scene_id = c.scene_id
                        where u.unit_id = :unit
                        order by c.ordinal, s.ordinal
                        """)
                .bind("unit", id.value())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map(row -> new Line(unitIn(row), required(row, "total", Long.class), sceneIn(row), shotIn(row)))
                .all()
                .collectList()
                .filter(lines -> !lines.isEmpty())
                .map(lines -> SlateView.of(
                        lines.getFirst().unit(),
                        Page.of(scenes(lines), lines.getFirst().total(), page)));
    }

    /** A scene with its shots; empty where the view does not have it. */
    Mono<SlateSceneView> scene(SceneId id) {
        return view.sql("select " + UNIT_COLUMNS + ", " + SCENE_AND_SHOT_COLUMNS + """
                        , 1::bigint as total
                        from {view}.scene c
                        join {view}.unit u on u.unit_id = c.unit_id
                        left join {view}.shot s on s.scene_id = c.scene_id
                        where c.scene_id = :scene
                        order by s.ordinal
                        """)
                .bind("scene", id.value())
                .map(row -> new Line(unitIn(row), required(row, "total", Long.class), sceneIn(row), shotIn(row)))
                .all()
                .collectList()
                .flatMapMany(lines -> Flux.fromIterable(scenes(lines)))
                .next();
    }

    /** A row of the joined read: a unit with at most one of its scenes and at most one of the scene's shots. */
    record Line(UnitView unit, long total, Optional<SlateSceneView> scene, Optional<SlateShotView> shot) {}

    /** Gathers the shots of each scene, keeping the order of the rows. */
    static List<SlateSceneView> scenes(List<Line> lines) {
        var scenes = new LinkedHashMap<SceneId, SlateSceneView>();
        var shots = new LinkedHashMap<SceneId, List<SlateShotView>>();
        for (var line : lines) {
            line.scene().ifPresent(scene -> {
                scenes.putIfAbsent(scene.sceneId(), scene);
                var ofScene = shots.computeIfAbsent(scene.sceneId(), _ -> new ArrayList<>());
                line.shot().ifPresent(ofScene::add);
            });
        }
        return scenes.values().stream()
                .map(scene -> withShots(scene, shots.getOrDefault(scene.sceneId(), List.of())))
                .toList();
    }

    private static SlateSceneView withShots(SlateSceneView scene, List<SlateShotView> shots) {
        return new SlateSceneView(
                scene.sceneId(),
                scene.unitId(),
                scene.projectId(),
                scene.number(),
                scene.ordinal(),
                scene.setting(),
                scene.location(),
                scene.timeOfDay(),
                scene.synopsis(),
                scene.characters(),
                scene.pageEighths(),
                scene.pages(),
                scene.status(),
                scene.takes(),
                scene.circled(),
                scene.completedAt(),
                shots);
    }

    private static ProjectView projectIn(Readable row) {
        return new ProjectView(
                new ProjectId(required(row, "project_id", UUID.class)),
                new WorkspaceId(required(row, "workspace_id", UUID.class)),
                required(row, "title", String.class),
                required(row, "frame_rate", String.class),
                required(row, "time_zone", String.class),
                required(row, "created_at", OffsetDateTime.class).toInstant(),
                required(row, "units", Long.class),
                required(row, "scenes", Long.class),
                required(row, "completed", Long.class));
    }

    private static UnitView unitIn(Readable row) {
        return new UnitView(
                new UnitId(required(row, "unit_id", UUID.class)),
                new ProjectId(required(row, "project_id", UUID.class)),
                required(row, "unit_name", String.class),
                UnitKind.valueOf(required(row, "kind", String.class)),
                row.get("screenplay_title", String.class),
                row.get("screenplay_digest", String.class),
                UnitStatus.valueOf(required(row, "unit_status", String.class)),
                row.get("active_slate", String.class),
                optional(row, "active_shot_id").map(ShotId::new).orElse(null),
                optional(row, "active_take_id").map(TakeId::new).orElse(null),
                instant(row, "rolling_since"));
    }

    private static Optional<SlateSceneView> sceneIn(Readable row) {
        return optional(row, "scene_id").map(id -> {
            var length = new PageEighths(required(row, "page_eighths", Integer.class));
            return new SlateSceneView(
                    new SceneId(id),
                    new UnitId(required(row, "unit_id", UUID.class)),
                    new ProjectId(required(row, "project_id", UUID.class)),
                    required(row, "number", String.class),
                    required(row, "ordinal", Integer.class),
                    Setting.valueOf(required(row, "setting", String.class)),
                    required(row, "location", String.class),
                    required(row, "time_of_day", String.class),
                    required(row, "synopsis", String.class),
                    List.of(required(row, "characters", String[].class)),
                    length.eighths(),
                    length.toString(),
                    ShootingStatus.valueOf(required(row, "scene_status", String.class)),
                    required(row, "scene_takes", Integer.class),
                    required(row, "scene_circled", Integer.class),
                    instant(row, "completed_at"),
                    List.of());
        });
    }

    private static Optional<SlateShotView> shotIn(Readable row) {
        return optional(row, "shot_id")
                .map(id -> new SlateShotView(
                        new ShotId(id),
                        required(row, "slate", String.class),
                        required(row, "description", String.class),
                        ShootingStatus.valueOf(required(row, "shot_status", String.class)),
                        required(row, "shot_takes", Integer.class),
                        required(row, "shot_circled", Integer.class),
                        required(row, "rolling", Boolean.class)));
    }

    private static Optional<UUID> optional(Readable row, String column) {
        return Optional.ofNullable(row.get(column, UUID.class));
    }

    private static @Nullable Instant instant(Readable row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static <T> T required(Readable row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
