// Why this file exists: the cutting room and the script supervisor ask for takes long after the set moved on.
package org.backlot.set.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.production.api.ProjectEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every take with its slate, timecode and length, and what an edit list needs to put them in story order. */
@Component
public class TakesProjection implements Projection {
    private final JdbcClient jdbc;

    public TakesProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "takes";
    }

    @Override
    public List<String> tables() {
        return List.of("project", "scene", "unit", "take");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ProjectEvent _, LiveSetEvent _ -> true;
            default -> false;
        };
    }

    // A take is shown with the scene and the unit of the project.
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
            case ProjectEvent.ProjectCreated created -> on(created);
            case ProjectEvent.ScreenplayAdopted adopted -> adopted.scenes().forEach(scene -> on(adopted, scene));
            case LiveSetEvent.LiveSetOpened opened -> on(opened);
            case LiveSetEvent.CameraRolled rolled -> on(rolled, event.position());
            case LiveSetEvent.CameraCut cut -> on(cut);
            case LiveSetEvent.TakeCircled circled -> on(circled);
            default -> {
                // Other facts are no takes.
            }
        }
    }

    private void on(ProjectEvent.ProjectCreated created) {
        jdbc.sql("insert into project (project_id, title, frame_rate) values (:project, :title, :rate)")
                .param("project", created.projectId().value())
                .param("title", created.title())
                .param("rate", created.frameRate().label())
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

    private void on(LiveSetEvent.LiveSetOpened opened) {
        jdbc.sql("""
                        insert into unit (unit_id, project_id, frame_rate, time_zone)
                        values (:unit, :project, :rate, :zone)
                        """)
                .param("unit", opened.unitId().value())
                .param("project", opened.projectId().value())
                .param("rate", opened.frameRate().label())
                .param("zone", opened.timeZone().getId())
                .update();
    }

    private void on(LiveSetEvent.CameraRolled rolled, long position) {
        jdbc.sql("""
                        insert into take (take_id, project_id, unit_id, scene_id, shot_id, take_number, slate,
                                          camera_roll, frame_rate, starts_frame, starts_at, circled, shooting_day,
                                          rolled_at, rolled_by, position)
                        values (:take, :project, :unit, :scene, :shot, :number, :slate, :roll, :rate, :frame, :label,
                                false, :day, :at, :by, :position)
                        """)
                .param("take", rolled.takeId().value())
                .param("project", rolled.projectId().value())
                .param("unit", rolled.unitId().value())
                .param("scene", rolled.sceneId().value())
                .param("shot", rolled.shotId().value())
                .param("number", rolled.takeNumber())
                .param("slate", rolled.slate())
                .param("roll", rolled.cameraRoll())
                .param("rate", rolled.startsAt().rate().label())
                .param("frame", rolled.startsAt().frame())
                .param("label", rolled.startsAt().label())
                .param("day", shootingDay(rolled.unitId(), rolled.at()))
                .param("at", utc(rolled.at()))
                .param("by", rolled.rolledBy().value())
                .param("position", position)
                .update();
    }

    private void on(LiveSetEvent.CameraCut cut) {
        jdbc.sql("""
                        update take set ends_at = :label, frames = :frames, cut_at = :at, cut_by = :by
                        where take_id = :take
                        """)
                .param("label", cut.endsAt().label())
                .param("frames", cut.frames())
                .param("at", utc(cut.at()))
                .param("by", cut.cutBy().value())
                .param("take", cut.takeId().value())
                .update();
    }

    private void on(LiveSetEvent.TakeCircled circled) {
        jdbc.sql("update take set circled = true, circled_at = :at, circled_by = :by where take_id = :take")
                .param("at", utc(circled.at()))
                .param("by", circled.circledBy().value())
                .param("take", circled.takeId().value())
                .update();
    }

    private LocalDate shootingDay(UnitId unitId, Instant at) {
        var zone = jdbc.sql("select time_zone from unit where unit_id = :unit")
                .param("unit", unitId.value())
                .query(String.class)
                .single();
        return at.atZone(ZoneId.of(zone)).toLocalDate();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
