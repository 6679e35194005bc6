// Why this file exists: what the HUD shows must follow from the log alone, in the very words of the specification.
package org.backlot.set.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.ShotSlated;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
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
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveSetStateTest {
    private static final UnitId UNIT = new UnitId(id(1));
    private static final ProjectId PROJECT = new ProjectId(id(2));
    private static final SceneId SCENE = new SceneId(id(3));
    private static final ShotId SHOT = new ShotId(id(4));
    private static final TakeId TAKE = new TakeId(id(5));
    private static final AccountId WHO = new AccountId(id(6));
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");
    private static final Timecode START = Timecode.parse("00:12:05:00", FrameRate.FPS_24);

    private static final LiveSetOpened OPENED =
            new LiveSetOpened(UNIT, PROJECT, new WorkspaceId(id(7)), FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"));
    private static final ShotSlated SLATED = new ShotSlated(UNIT, PROJECT, SCENE, SHOT, "12B");
    private static final CameraRolled ROLLED =
            new CameraRolled(UNIT, PROJECT, SCENE, SHOT, TAKE, 4, "12B-04", "A001", START, WHO, AT);
    private static final CameraCut CUT =
            new CameraCut(UNIT, PROJECT, SCENE, SHOT, TAKE, 4, "12B-04", START.plus(48), 48, WHO, AT.plusSeconds(2));
    private static final TakeCircled CIRCLED =
            new TakeCircled(UNIT, PROJECT, SCENE, SHOT, TAKE, "12B-04", WHO, AT.plusSeconds(9));

    @Test
    @DisplayName("SET-1: a roll shows as the specification has it: ROLLING, 00:12:05:00, 12B-04")
    void rolling() {
        var state = after(OPENED, SLATED, ROLLED);

        assertThat(state.fields())
                .containsEntry("status", "ROLLING")
                .containsEntry("timecode", "00:12:05:00")
                .containsEntry("activeShot", "12B-04")
                .containsEntry("takeNumber", "4")
                .containsEntry("unitId", UNIT.toString())
                .containsEntry("takes", "0");
    }

    @Test
    @DisplayName("SET-1: a cut makes the unit idle, counts the take and shows the timecode of the end")
    void cut() {
        var state = after(OPENED, SLATED, ROLLED, CUT);

        assertThat(state.fields())
                .containsEntry("status", "IDLE")
                .containsEntry("timecode", "00:12:07:00")
                .containsEntry("activeShot", "")
                .containsEntry("lastSlate", "12B-04")
                .containsEntry("takes", "1");
        assertThat(LiveSetState.details(CUT).get("take"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("startsAt", "00:12:05:00")
                .containsEntry("frames", 48L);
    }

    @Test
    @DisplayName("SET-1: a circle is counted and leaves the rest alone")
    void circled() {
        var before = after(OPENED, SLATED, ROLLED, CUT);
        var state = LiveSetState.evolve(before, CIRCLED);

        assertThat(state.field("circled")).isEqualTo("1");
        assertThat(state.field("status")).isEqualTo(before.field("status"));
        assertThat(LiveSetState.frameType(CIRCLED)).contains("circled");
    }

    @Test
    @DisplayName("SET-1: devices hear that there was an incident and never its text")
    void incident() {
        var incident = new IncidentReported(
                UNIT, PROJECT, new IncidentId(id(8)), WHO, Personal.of("A light fell beside Ms. Haddad"), AT);

        assertThat(LiveSetState.details(incident)).containsOnlyKeys("incidentId");
        assertThat(LiveSetState.evolve(after(OPENED), incident)).isEqualTo(after(OPENED));
    }

    @Test
    @DisplayName("SET-1: position and epoch are part of the state")
    void marked() {
        assertThat(after(OPENED).at(17, "e1").fields())
                .containsEntry("position", "17")
                .containsEntry("epoch", "e1");
    }

    private static LiveSetState after(LiveSetEvent... events) {
        return List.of(events).stream().reduce(LiveSetState.none(), LiveSetState::evolve, (_, last) -> last);
    }

    private static UUID id(long number) {
        return new UUID(0x7000, number);
    }
}
