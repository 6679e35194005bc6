// Why this file exists: a rule test shall read like a day on set, not like a list of constructors.
package org.backlot.set.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.backlot.set.api.LiveSetCommand.CircleTake;
import org.backlot.set.api.LiveSetCommand.CompleteScene;
import org.backlot.set.api.LiveSetCommand.CutCamera;
import org.backlot.set.api.LiveSetCommand.OpenLiveSet;
import org.backlot.set.api.LiveSetCommand.ReportIncident;
import org.backlot.set.api.LiveSetCommand.RollCamera;
import org.backlot.set.api.LiveSetCommand.SlateShot;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
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

/** A unit's floor under test: it keeps what has happened and asserts what happens next. */
final class OnTheFloor {
    static final Instant MORNING = Instant.parse("2026-11-20T06:00:00Z");
    static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    static final UnitId UNIT = new UnitId(id(1));
    static final ProjectId PROJECT = new ProjectId(id(2));
    static final WorkspaceId WORKSPACE = new WorkspaceId(id(3));
    static final SceneId SCENE = new SceneId(id(4));
    static final ShotId SHOT = new ShotId(id(5));
    static final ShotId OTHER_SHOT = new ShotId(id(6));
    static final AccountId SCRIPT_SUPERVISOR = new AccountId(id(7));

    final List<LiveSetEvent> happened = new ArrayList<>();
    LiveSet state = LiveSet.unopened();

    static UUID id(long number) {
        return new UUID(0x7000, number);
    }

    static TakeId takeId(long number) {
        return new TakeId(id(1_000 + number));
    }

    static OnTheFloor openAt(FrameRate rate) {
        var floor = new OnTheFloor();
        floor.then(state -> state.open(open(rate)));
        floor.then(state -> state.slate(slate(SHOT, "12B")));
        floor.then(state -> state.slate(slate(OTHER_SHOT, "12C")));
        return floor;
    }

    static OpenLiveSet open(FrameRate rate) {
        return new OpenLiveSet(UNIT, PROJECT, WORKSPACE, rate, RIYADH);
    }

    static SlateShot slate(ShotId shot, String slate) {
        return new SlateShot(UNIT, SCENE, shot, slate);
    }

    static RollCamera roll(ShotId shot, TakeId take) {
        return new RollCamera(UNIT, shot, take, "A001", SCRIPT_SUPERVISOR);
    }

    static CutCamera cut(@Nullable TakeId take) {
        return new CutCamera(UNIT, take, SCRIPT_SUPERVISOR);
    }

    static CircleTake circle(TakeId take) {
        return new CircleTake(UNIT, take, SCRIPT_SUPERVISOR);
    }

    static CompleteScene complete(SceneId scene) {
        return new CompleteScene(UNIT, scene, SCRIPT_SUPERVISOR);
    }

    static ReportIncident report(long number, String text) {
        return new ReportIncident(UNIT, new IncidentId(id(number)), SCRIPT_SUPERVISOR, Personal.of(text));
    }

    /** Decides and keeps what has happened. */
    List<LiveSetEvent> then(Function<LiveSet, List<LiveSetEvent>> decision) {
        var events = decision.apply(state);
        events.forEach(event -> state = state.evolve(event));
        happened.addAll(events);
        return events;
    }

    LiveSetEvent thenOne(Function<LiveSet, List<LiveSetEvent>> decision) {
        var events = then(decision);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    void thenNothing(Function<LiveSet, List<LiveSetEvent>> decision) {
        assertThat(then(decision)).isEmpty();
    }

    void thenRefused(RejectionCode code, Function<LiveSet, List<LiveSetEvent>> decision) {
        var rejection = catchThrowableOfType(Rejection.class, () -> decision.apply(state));
        assertThat(rejection).isNotNull();
        assertThat(rejection.code()).isEqualTo(code);
    }
}
