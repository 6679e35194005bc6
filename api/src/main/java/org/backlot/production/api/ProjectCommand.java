// Commands of a production are part of the API between contexts, so they stand beside its events.
package org.backlot.production.api;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.timecode.FrameRate;

/** What may be asked of a project. */
public sealed interface ProjectCommand extends Command {
    ProjectId projectId();

    @Override
    default String stream() {
        return "project/" + projectId();
    }

    /** Begins a project. Its treasury and its crew list are opened in the same commit. */
    record CreateProject(
            ProjectId projectId,
            WorkspaceId workspaceId,
            WorkTitle title,
            FrameRate frameRate,
            ZoneId timeZone,
            AccountId createdBy)
            implements ProjectCommand {}

    /** Adds a shooting unit. Answered with an {@link AddedUnit}. */
    record AddUnit(ProjectId projectId, UnitId unitId, UnitName name, UnitKind kind) implements ProjectCommand {}

    /**
     * Makes the scenes of a screenplay the slate of a unit.
     *
     * @param digest SHA-256 of the screenplay's bytes in hexadecimal
     * @param title empty: none given
     */
    record AdoptScreenplay(ProjectId projectId, UnitId unitId, String digest, String title, List<SlateScene> scenes)
            implements ProjectCommand {
        public AdoptScreenplay {
            scenes = List.copyOf(scenes);
        }
    }

    /**
     * Adds a shot to a scene. Answered with the {@link ProjectEvent.ShotAdded} of that shot.
     *
     * @param slate empty: the next free slate of the scene
     */
    record AddShot(
            ProjectId projectId, SceneId sceneId, ShotId shotId, Optional<Slate> slate, ShotDescription description)
            implements ProjectCommand {}
}
