package org.backlot.production.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.timecode.FrameRate;

/** The shape of a production: project, units, scenes, shots. */
public sealed interface ProjectEvent extends Event {
    ProjectId projectId();

    @Override
    default String stream() {
        return "project/" + projectId();
    }

    @EventName("production.ProjectCreated")
    @Revision("1")
    record ProjectCreated(
            ProjectId projectId,
            WorkspaceId workspaceId,
            @NotPersonal("the title of a work") String title,
            FrameRate frameRate,
            ZoneId timeZone,
            AccountId createdBy,
            Instant at)
            implements ProjectEvent {}

    @EventName("production.UnitAdded")
    @Revision("1")
    record UnitAdded(
            ProjectId projectId,
            UnitId unitId,

            @NotPersonal("the name of a shooting unit, such as Main Unit")
            String name,

            UnitKind kind)
            implements ProjectEvent {}

    /** A screenplay was read and its scenes are the slate of one unit. The text is kept beside the log, by its digest. */
    @EventName("production.ScreenplayAdopted")
    @Revision("1")
    record ScreenplayAdopted(
            ProjectId projectId,
            UnitId unitId,

            @NotPersonal("SHA-256 of the screenplay's bytes, in hexadecimal")
            String digest,

            @NotPersonal("the title of a work") String title,
            List<SlateScene> scenes,
            Instant at)
            implements ProjectEvent {
        public ScreenplayAdopted {
            scenes = List.copyOf(scenes);
        }
    }

    @EventName("production.ShotAdded")
    @Revision("1")
    record ShotAdded(
            ProjectId projectId,
            UnitId unitId,
            SceneId sceneId,
            ShotId shotId,
            @NotPersonal("a slate such as 12B") String slate,

            @NotPersonal("what the camera sees, written by the crew about the work")
            String description)
            implements ProjectEvent {}

    /**
     * A scene on the slate.
     *
     * @param sceneId names it from now on, whatever its number becomes
     * @param scene what the screenplay says of it
     */
    record SlateScene(SceneId sceneId, ScreenplayScene scene) {}
}
