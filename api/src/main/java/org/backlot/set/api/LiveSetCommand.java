package org.backlot.set.api;

import java.time.ZoneId;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.timecode.FrameRate;
import org.jspecify.annotations.Nullable;

/** What may be asked of a unit's live set. */
public sealed interface LiveSetCommand extends Command {
    UnitId unitId();

    @Override
    default String stream() {
        return LiveSetEvent.streamOf(unitId());
    }

    /** Opens the floor of a new unit. Part of adding a unit. */
    record OpenLiveSet(
            UnitId unitId, ProjectId projectId, WorkspaceId workspaceId, FrameRate frameRate, ZoneId timeZone)
            implements LiveSetCommand {}

    /** Makes a shot ready to roll. Part of adding a shot. */
    record SlateShot(UnitId unitId, SceneId sceneId, ShotId shotId, String slate) implements LiveSetCommand {}

    /** The camera rolls on a slated shot. {@code takeId} names the take and makes a repeat harmless. */
    record RollCamera(UnitId unitId, ShotId shotId, TakeId takeId, String cameraRoll, AccountId rolledBy)
            implements LiveSetCommand {}

    /**
     * @param takeId the take that is meant, so that a repeated cut never ends the next take; without it, whichever rolls
     */
    record CutCamera(UnitId unitId, @Nullable TakeId takeId, AccountId cutBy) implements LiveSetCommand {}

    record CircleTake(UnitId unitId, TakeId takeId, AccountId circledBy) implements LiveSetCommand {}

    record CompleteScene(UnitId unitId, SceneId sceneId, AccountId completedBy) implements LiveSetCommand {}

    record ReportIncident(UnitId unitId, IncidentId incidentId, AccountId reportedBy, Personal<String> text)
            implements LiveSetCommand {}
}
