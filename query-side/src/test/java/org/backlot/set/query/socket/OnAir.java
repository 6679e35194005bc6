package org.backlot.set.query.socket;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.backlot.log.api.RecordedEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.ShotSlated;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;

/** One unit, and what happens on it. */
final class OnAir {
    static final UnitId UNIT = new UnitId(id(1));

    private static final ProjectId PROJECT = new ProjectId(id(2));
    private static final SceneId SCENE = new SceneId(id(3));
    private static final ShotId SHOT = new ShotId(id(4));
    private static final TakeId TAKE = new TakeId(id(5));
    private static final AccountId WHO = new AccountId(id(6));
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");
    private static final Timecode START = Timecode.parse("00:12:05:00", FrameRate.FPS_24);

    private OnAir() {}

    static LiveSetOpened opened() {
        return new LiveSetOpened(UNIT, PROJECT, new WorkspaceId(id(7)), FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"));
    }

    static ShotSlated slated() {
        return new ShotSlated(UNIT, PROJECT, SCENE, SHOT, "12B");
    }

    static CameraRolled rolled() {
        return new CameraRolled(UNIT, PROJECT, SCENE, SHOT, TAKE, 4, "12B-04", "A001", START, WHO, AT);
    }

    static CameraCut cut() {
        return new CameraCut(UNIT, PROJECT, SCENE, SHOT, TAKE, 4, "12B-04", START.plus(48), 48, WHO, AT);
    }

    static RecordedEvent at(long position, LiveSetEvent event) {
        return new RecordedEvent(
                position, id(100 + position).toString(), event.stream(), position, AT, event, Map.of());
    }

    private static UUID id(long number) {
        return new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }
}
