// Why this file exists: the report of a day is what happened on it, not what somebody remembered in the evening.
package org.backlot.wrap.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.backlot.identity.api.AccountEvent;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.production.api.ProjectEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.personal.Personal;
import org.backlot.wrap.api.DailyReportEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happened on each shooting day of a production, and its sign-offs (WRP-1). A take belongs to the local day on which
 * it began, whenever it is cut or circled; so a circle on the day after changes the report of the day before.
 */
@Component
public class DailyReportsProjection implements Projection {
    private record Scene(String number, int ordinal) {}

    private final JdbcClient jdbc;

    public DailyReportsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "daily-reports";
    }

    @Override
    public List<String> tables() {
        return List.of("project", "unit", "scene", "shooting_day", "take", "completed_scene", "incident", "sign_off");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ProjectEvent _, LiveSetEvent _ -> true;
            case DailyReportEvent.DailyReportSigned _, AccountEvent.AccountErased _ -> true;
            default -> false;
        };
    }

    // A report is of what the project planned and its units shot.
    @Override
    public String sequence(Event event) {
        return switch (event) {
            case ProjectEvent e -> "project/" + e.projectId();
            case LiveSetEvent e -> "project/" + e.projectId();
            case DailyReportEvent e -> "project/" + e.projectId();
            default -> event.stream();
        };
    }

    @Override
    public void on(RecordedEvent event) {
        switch (event.payload()) {
            case ProjectEvent.ProjectCreated created -> on(created);
            case ProjectEvent.UnitAdded added -> on(added);
            case ProjectEvent.ScreenplayAdopted adopted -> adopted.scenes().forEach(scene -> on(adopted, scene));
            case LiveSetEvent.CameraRolled rolled -> on(rolled, event.position());
            case LiveSetEvent.CameraCut cut -> on(cut);
            case LiveSetEvent.TakeCircled circled -> on(circled);
            case LiveSetEvent.SceneCompleted completed -> on(completed);
            case LiveSetEvent.IncidentReported incident -> on(incident, event.position());
            case DailyReportEvent.DailyReportSigned signed -> on(signed);
            case AccountEvent.AccountErased erased -> on(erased);
            default -> {
                // Other facts are not part of a shooting day.
            }
        }
    }

    private void on(ProjectEvent.ProjectCreated created) {
        jdbc.sql("""
                        insert into project (project_id, title, time_zone, frame_rate)
                        values (:project, :title, :zone, :rate)
                        """)
                .param("project", created.projectId().value())
                .param("title", created.title())
                .param("zone", created.timeZone().getId())
                .param("rate", created.frameRate().label())
                .update();
    }

    private void on(ProjectEvent.UnitAdded added) {
        jdbc.sql("insert into unit (unit_id, project_id, name) values (:unit, :project, :name)")
                .param("unit", added.unitId().value())
                .param("project", added.projectId().value())
                .param("name", added.name())
                .update();
    }

    // A screenplay may be adopted anew; its scenes keep their ids and change their numbers.
    private void on(ProjectEvent.ScreenplayAdopted adopted, ProjectEvent.SlateScene scene) {
        jdbc.sql("""
                        insert into scene (scene_id, project_id, number, ordinal)
                        values (:scene, :project, :number, :ordinal)
                        on conflict (scene_id) do update set number = excluded.number, ordinal = excluded.ordinal
                        """)
                .param("scene", scene.sceneId().value())
                .param("project", adopted.projectId().value())
                .param("number", scene.scene().number())
                .param("ordinal", scene.scene().ordinal())
                .update();
    }

    private void on(LiveSetEvent.CameraRolled rolled, long position) {
        var day = openDay(rolled.projectId(), rolled.at());
        var scene = scene(rolled.sceneId());
        jdbc.sql("""
                        insert into take (take_id, project_id, day, unit_id, scene_id, scene_number, scene_ordinal,
                                          shot_id, slate, camera_roll, starts_at, circled, rolled_at, position)
                        values (:take, :project, :day, :unit, :scene, :number, :ordinal, :shot, :slate, :roll, :label,
                                false, :at, :position)
                        """)
                .param("take", rolled.takeId().value())
                .param("project", rolled.projectId().value())
                .param("day", day)
                .param("unit", rolled.unitId().value())
                .param("scene", rolled.sceneId().value())
                .param("number", scene.number())
                .param("ordinal", scene.ordinal())
                .param("shot", rolled.shotId().value())
                .param("slate", rolled.slate())
                .param("roll", rolled.cameraRoll())
                .param("label", rolled.startsAt().label())
                .param("at", utc(rolled.at()))
                .param("position", position)
                .update();
    }

    private void on(LiveSetEvent.CameraCut cut) {
        jdbc.sql("update take set frames = :frames, cut_at = :at where take_id = :take")
                .param("frames", cut.frames())
                .param("at", utc(cut.at()))
                .param("take", cut.takeId().value())
                .update();
    }

    private void on(LiveSetEvent.TakeCircled circled) {
        jdbc.sql("update take set circled = true where take_id = :take")
                .param("take", circled.takeId().value())
                .update();
    }

    private void on(LiveSetEvent.SceneCompleted completed) {
        var day = openDay(completed.projectId(), completed.at());
        var scene = scene(completed.sceneId());
        jdbc.sql("""
                        insert into completed_scene (unit_id, scene_id, project_id, day, scene_number, scene_ordinal,
                                                     completed_at)
                        values (:unit, :scene, :project, :day, :number, :ordinal, :at)
                        """)
                .param("unit", completed.unitId().value())
                .param("scene", completed.sceneId().value())
                .param("project", completed.projectId().value())
                .param("day", day)
                .param("number", scene.number())
                .param("ordinal", scene.ordinal())
                .param("at", utc(completed.at()))
                .update();
    }

    private void on(LiveSetEvent.IncidentReported incident, long position) {
        var day = openDay(incident.projectId(), incident.at());
        jdbc.sql("""
                        insert into incident (incident_id, project_id, day, unit_id, reported_by, text, reported_at,
                                              position)
                        values (:incident, :project, :day, :unit, :by, :text, :at, :position)
                        """)
                .param("incident", incident.incidentId().value())
                .param("project", incident.projectId().value())
                .param("day", day)
                .param("unit", incident.unitId().value())
                .param("by", incident.reportedBy().value())
                .param("text", incident.text().shown(Function.identity()))
                .param("at", utc(incident.at()))
                .param("position", position)
                .update();
    }

    private void on(DailyReportEvent.DailyReportSigned signed) {
        jdbc.sql("""
                        insert into sign_off (report_id, project_id, day, amendment, digest, signed_by, signed_at)
                        values (:report, :project, :day, :amendment, :digest, :by, :at)
                        """)
                .param("report", signed.reportId().value())
                .param("project", signed.projectId().value())
                .param("day", signed.shootingDay())
                .param("amendment", signed.amendment())
                .param("digest", signed.digest())
                .param("by", signed.signedBy().value())
                .param("at", utc(signed.at()))
                .update();
    }

    private void on(AccountEvent.AccountErased erased) {
        jdbc.sql("update incident set text = :erased where reported_by = :account")
                .param("erased", Personal.ERASED)
                .param("account", erased.accountId().value())
                .update();
    }

    /** The shooting day of a moment; from now on there is something to report of it. */
    private LocalDate openDay(ProjectId projectId, Instant at) {
        var zone = jdbc.sql("select time_zone from project where project_id = :project")
                .param("project", projectId.value())
                .query(String.class)
                .single();
        var day = at.atZone(ZoneId.of(zone)).toLocalDate();
        jdbc.sql("insert into shooting_day (project_id, day) values (:project, :day) on conflict do nothing")
                .param("project", projectId.value())
                .param("day", day)
                .update();
        return day;
    }

    private Scene scene(SceneId sceneId) {
        return jdbc.sql("select number, ordinal from scene where scene_id = :scene")
                .param("scene", sceneId.value())
                .query((row, _) -> new Scene(row.getString("number"), row.getInt("ordinal")))
                .optional()
                .orElseGet(() -> new Scene("?", Integer.MAX_VALUE));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
