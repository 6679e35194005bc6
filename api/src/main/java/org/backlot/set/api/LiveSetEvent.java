package org.backlot.set.api;

import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;

/** What has happened on the floor of one unit. */
public sealed interface LiveSetEvent extends Event {
    UnitId unitId();

    ProjectId projectId();

    /** The name of a unit's stream. */
    static String streamOf(UnitId unit) {
        return "live-set/" + unit;
    }

    @Override
    default String stream() {
        return streamOf(unitId());
    }

    @EventName("set.LiveSetOpened")
    @Revision("1")
    record LiveSetOpened(
            UnitId unitId, ProjectId projectId, WorkspaceId workspaceId, FrameRate frameRate, ZoneId timeZone)
            implements LiveSetEvent {}

    /** A shot may be rolled on from now on. */
    @EventName("set.ShotSlated")
    @Revision("1")
    record ShotSlated(
            UnitId unitId,
            ProjectId projectId,
            SceneId sceneId,
            ShotId shotId,
            @NotPersonal("a slate such as 12B") String slate)
            implements LiveSetEvent {}

    /** The camera rolls: a take has begun. {@code slate} is as clapped, shot and take: {@code 12B-04}. */
    @EventName("set.CameraRolled")
    @Revision("1")
    record CameraRolled(
            UnitId unitId,
            ProjectId projectId,
            SceneId sceneId,
            ShotId shotId,
            TakeId takeId,
            int takeNumber,
            @NotPersonal("a slate such as 12B-04") String slate,
            @NotPersonal("a camera roll such as A001") String cameraRoll,
            Timecode startsAt,
            AccountId rolledBy,
            Instant at)
            implements LiveSetEvent {}

    /** The camera was cut: the take is logged with its length. */
    @EventName("set.CameraCut")
    @Revision("1")
    record CameraCut(
            UnitId unitId,
            ProjectId projectId,
            SceneId sceneId,
            ShotId shotId,
            TakeId takeId,
            int takeNumber,
            @NotPersonal("a slate such as 12B-04") String slate,
            Timecode endsAt,
            long frames,
            AccountId cutBy,
            Instant at)
            implements LiveSetEvent {}

    /** The take is one to print: it goes into the edit list. */
    @EventName("set.TakeCircled")
    @Revision("1")
    record TakeCircled(
            UnitId unitId,
            ProjectId projectId,
            SceneId sceneId,
            ShotId shotId,
            TakeId takeId,
            @NotPersonal("a slate such as 12B-04") String slate,
            AccountId circledBy,
            Instant at)
            implements LiveSetEvent {}

    /** All that is planned of a scene is in the can. */
    @EventName("set.SceneCompleted")
    @Revision("1")
    record SceneCompleted(UnitId unitId, ProjectId projectId, SceneId sceneId, AccountId completedBy, Instant at)
            implements LiveSetEvent {}

    /** Something that belongs into the day's report. */
    @EventName("set.IncidentReported")
    @Revision("1")
    record IncidentReported(
            UnitId unitId,
            ProjectId projectId,
            IncidentId incidentId,
            AccountId reportedBy,
            @PersonalData(subject = "reportedBy") Personal<String> text,
            Instant at)
            implements LiveSetEvent {}
}
