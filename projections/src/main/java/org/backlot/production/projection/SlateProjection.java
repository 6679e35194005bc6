// The set asks for the slate all day long; it is kept as rows so that asking is one query.
package org.backlot.production.projection;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.production.api.ProjectEvent;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.ShotSlated;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Projects, units, scenes and shots with their live state (PRD-1, PRD-2).
 *
 * <p>A take counts once it is cut. A scene or shot is NOT_SHOT until a camera first rolls on it, then SHOOTING. Completing
 * a scene makes it and each of its shots that has rolled COMPLETE; a pick-up afterwards does not reopen it.
 */
@Component
public final class SlateProjection implements Projection {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    public SlateProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public String name() {
        return "slate";
    }

    @Override
    public List<String> tables() {
        return List.of("project", "unit", "scene", "shot");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ProjectEvent _, LiveSetEvent _ -> true;
            default -> false;
        };
    }

    // A scene completed on set is one of the project's.
    @Override
    public String sequence(Event event) {
        return switch (event) {
            case ProjectEvent e -> "project/" + e.projectId();
            case LiveSetEvent e -> "project/" + e.projectId();
            default -> event.stream();
        };
    }

    @Override
    public void on(RecordedEvent event) {
        switch (event.payload()) {
            case ProjectEvent planned -> on(planned);
            case LiveSetEvent shot -> on(shot);
            default -> {
                // The slate shows the plan and the set, nothing else.
            }
        }
    }

    private void on(ProjectEvent event) {
        switch (event) {
            case ProjectCreated e -> insert(e);
            case UnitAdded e -> insert(e);
            case ScreenplayAdopted e -> replaceScenes(e);
            case ShotAdded e -> insert(e);
        }
    }

    private void on(LiveSetEvent event) {
        switch (event) {
            case CameraRolled e -> roll(e);
            case CameraCut e -> cut(e);
            case TakeCircled e -> circle(e);
            case SceneCompleted e -> complete(e);
            case LiveSetOpened _, ShotSlated _, IncidentReported _ -> {
                // The plan already told of the unit and the shot; incidents belong to the daily report.
            }
        }
    }

    private void insert(ProjectCreated e) {
        jdbc.sql("""
                        insert into project (project_id, workspace_id, title, frame_rate, time_zone, created_by, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(List.of(
                        e.projectId().value(),
                        e.workspaceId().value(),
                        e.title(),
                        e.frameRate().label(),
                        e.timeZone().getId(),
                        e.createdBy().value(),
                        time(e.at())))
                .update();
    }

    private void insert(UnitAdded e) {
        jdbc.sql("""
                        insert into unit (unit_id, project_id, ordinal, name, kind)
                        select :unit, :project, count(*) + 1, :name, :kind from unit where project_id = :project
                        """)
                .param("unit", e.unitId().value())
                .param("project", e.projectId().value())
                .param("name", e.name())
                .param("kind", e.kind().name())
                .update();
    }

    private void replaceScenes(ScreenplayAdopted e) {
        jdbc.sql("update unit set screenplay_title = ?, screenplay_digest = ? where unit_id = ?")
                .params(List.of(e.title(), e.digest(), e.unitId().value()))
                .update();
        // A screenplay is only replaced while there are no shots, so nothing else hangs on these rows.
        jdbc.sql("delete from scene where unit_id = ?")
                .param(e.unitId().value())
                .update();
        // One statement for thousands of scenes: a row each would hold the log up for seconds.
        jdbc.sql("""
                        insert into scene (scene_id, unit_id, project_id, number, ordinal, setting, location, time_of_day,
                                           synopsis, characters, page_eighths)
                        select s.scene_id, :unit, :project, s.number, s.ordinal, s.setting, s.location, s.time_of_day,
                               s.synopsis, array(select name from jsonb_array_elements_text(s.characters)
                                                 with ordinality as c (name, place) order by place),
                               s.page_eighths
                        from jsonb_to_recordset(cast(:scenes as jsonb))
                             as s (scene_id uuid, number text, ordinal int, setting text, location text,
                                   time_of_day text, synopsis text, characters jsonb, page_eighths int)
                        """)
                .param("unit", e.unitId().value())
                .param("project", e.projectId().value())
                .param(
                        "scenes",
                        json.writeValueAsString(
                                e.scenes().stream().map(SceneRow::of).toList()))
                .update();
    }

    private void insert(ShotAdded e) {
        jdbc.sql("""
                        insert into shot (shot_id, scene_id, unit_id, project_id, ordinal, slate, description)
                        select :shot, :scene, :unit, :project, count(*) + 1, :slate, :description
                        from shot where scene_id = :scene
                        """)
                .param("shot", e.shotId().value())
                .param("scene", e.sceneId().value())
                .param("unit", e.unitId().value())
                .param("project", e.projectId().value())
                .param("slate", e.slate())
                .param("description", e.description())
                .update();
    }

    private void roll(CameraRolled e) {
        jdbc.sql("""
                        update unit set status = 'ROLLING', active_slate = ?, active_shot_id = ?, active_take_id = ?,
                                        rolling_since = ?
                        where unit_id = ?
                        """)
                .params(List.of(
                        e.slate(),
                        e.shotId().value(),
                        e.takeId().value(),
                        time(e.at()),
                        e.unitId().value()))
                .update();
        begin("scene", e.sceneId().value());
        begin("shot", e.shotId().value());
    }

    private void cut(CameraCut e) {
        jdbc.sql("""
                        update unit set status = 'IDLE', active_slate = null, active_shot_id = null,
                                        active_take_id = null, rolling_since = null
                        where unit_id = ?
                        """).param(e.unitId().value()).update();
        count("takes", e.sceneId().value(), e.shotId().value());
    }

    private void circle(TakeCircled e) {
        count("circled", e.sceneId().value(), e.shotId().value());
    }

    private void complete(SceneCompleted e) {
        jdbc.sql("update scene set status = 'COMPLETE', completed_at = ? where scene_id = ?")
                .params(List.of(time(e.at()), e.sceneId().value()))
                .update();
        jdbc.sql("update shot set status = 'COMPLETE' where scene_id = ? and status = 'SHOOTING'")
                .param(e.sceneId().value())
                .update();
    }

    private void begin(String table, UUID id) {
        jdbc.sql("update %1$s set status = 'SHOOTING' where %1$s_id = ? and status = 'NOT_SHOT'".formatted(table))
                .param(id)
                .update();
    }

    private void count(String column, UUID scene, UUID shot) {
        jdbc.sql("update scene set %1$s = %1$s + 1 where scene_id = ?".formatted(column))
                .param(scene)
                .update();
        jdbc.sql("update shot set %1$s = %1$s + 1 where shot_id = ?".formatted(column))
                .param(shot)
                .update();
    }

    private static Timestamp time(Instant at) {
        return Timestamp.from(at);
    }

    /** A scene in the shape in which PostgreSQL unfolds it. */
    @SuppressWarnings("unused") // read by the JSON writer
    private record SceneRow(
            UUID scene_id,
            String number,
            int ordinal,
            String setting,
            String location,
            String time_of_day,
            String synopsis,
            List<String> characters,
            int page_eighths) {
        static SceneRow of(SlateScene slated) {
            var scene = slated.scene();
            return new SceneRow(
                    slated.sceneId().value(),
                    scene.number(),
                    scene.ordinal(),
                    scene.slugline().setting().name(),
                    scene.slugline().location(),
                    scene.slugline().timeOfDay(),
                    scene.synopsis(),
                    scene.characters(),
                    scene.length().eighths());
        }
    }
}
