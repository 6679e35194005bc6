// Why this file exists: a take that is numbered twice or lost costs a day in the cutting room; the rules stand here
// alone.
package org.backlot.set.command;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.backlot.set.api.LiveSetCommand.CircleTake;
import org.backlot.set.api.LiveSetCommand.CompleteScene;
import org.backlot.set.api.LiveSetCommand.CutCamera;
import org.backlot.set.api.LiveSetCommand.OpenLiveSet;
import org.backlot.set.api.LiveSetCommand.ReportIncident;
import org.backlot.set.api.LiveSetCommand.RollCamera;
import org.backlot.set.api.LiveSetCommand.SlateShot;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.ShotSlated;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.set.api.SetRejection;
import org.backlot.set.api.Take;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.TakeId;

/**
 * The floor of one unit: not yet open, idle, or rolling exactly one take (SET-1; CLAP week 6).
 *
 * <p>Every decision returns what has happened, nothing where it had happened before, or throws a {@link Rejection}.
 */
sealed interface LiveSet {
    record Unopened() implements LiveSet {}

    record Idle(Floor floor) implements LiveSet {}

    /** @param since the moment the take began; no cut is stamped earlier */
    record Rolling(Floor floor, Take take, Instant since) implements LiveSet {}

    static LiveSet unopened() {
        return new Unopened();
    }

    /** The unit opens its floor. Refuses another opening of the same unit with {@code ID_TAKEN}. */
    default List<LiveSetEvent> open(OpenLiveSet command) {
        var opened = new LiveSetOpened(
                command.unitId(), command.projectId(), command.workspaceId(), command.frameRate(), command.timeZone());
        return switch (this) {
            case Unopened _ -> List.of(opened);
            case Idle idle -> sameOrTaken(idle.floor().opened(), opened);
            case Rolling rolling -> sameOrTaken(rolling.floor().opened(), opened);
        };
    }

    /** A shot may be rolled on. Refuses with {@code ID_TAKEN}, {@code SLATE_IN_USE}. */
    default List<LiveSetEvent> slate(SlateShot command) {
        var floor = floor();
        var slated = new ShotSlated(
                command.unitId(), floor.opened().projectId(), command.sceneId(), command.shotId(), command.slate());
        var known = floor.shot(command.shotId());
        if (known.isPresent()) {
            return sameOrTaken(known.get(), slated);
        }
        if (floor.hasSlate(command.slate())) {
            throw Rejection.of(SetRejection.SLATE_IN_USE).with("slate", command.slate());
        }
        return List.of(slated);
    }

    /**
     * The camera rolls.
     *
     * <p>Refuses with {@code ALREADY_ROLLING}, {@code SHOT_NOT_SLATED}, and {@code ID_TAKEN} where the take's id names a
     * take of another shot.
     */
    default List<LiveSetEvent> roll(RollCamera command, Instant now) {
        var floor = floor();
        var known = floor.take(command.takeId());
        if (known.isPresent()) {
            if (!known.get().shotId().equals(command.shotId())) {
                throw Rejection.of(CommonRejection.ID_TAKEN).at("takeId");
            }
            return List.of();
        }
        if (this instanceof Rolling rolling) {
            throw alreadyRolling(rolling);
        }
        var shot = floor.shot(command.shotId())
                .orElseThrow(() -> Rejection.of(SetRejection.SHOT_NOT_SLATED).at("shotId"));
        int number = floor.takesOf(command.shotId()) + 1;
        return List.of(new CameraRolled(
                command.unitId(),
                floor.opened().projectId(),
                shot.sceneId(),
                shot.shotId(),
                command.takeId(),
                number,
                String.format(Locale.ROOT, "%s-%02d", shot.slate(), number),
                command.cameraRoll(),
                floor.clock().timecodeAt(now),
                command.rolledBy(),
                now));
    }

    /**
     * The camera is cut and the take logged. Its length is the exact difference of the frame numbers at both moments, at
     * least the one frame on which it began. Refuses with {@code NOT_ROLLING}.
     */
    default List<LiveSetEvent> cut(CutCamera command, Instant now) {
        var wanted = Optional.ofNullable(command.takeId());
        if (wanted.flatMap(floor()::take).filter(Take::logged).isPresent()) {
            return List.of();
        }
        if (!(this instanceof Rolling rolling)
                || wanted.filter(id -> !id.equals(rolling.take().takeId())).isPresent()) {
            throw Rejection.of(SetRejection.NOT_ROLLING);
        }
        var take = rolling.take();
        // A wall clock that was set back must not give a take of negative length.
        var at = now.isBefore(rolling.since()) ? rolling.since() : now;
        long frames = Math.max(1, rolling.floor().clock().framesBetween(rolling.since(), at));
        return List.of(new CameraCut(
                command.unitId(),
                rolling.floor().opened().projectId(),
                take.sceneId(),
                take.shotId(),
                take.takeId(),
                take.number(),
                take.slate(),
                take.startsAt().plus(frames),
                frames,
                command.cutBy(),
                at));
    }

    /** A logged take is one to print. Refuses with {@code TAKE_NOT_LOGGED}, also while it still rolls. */
    default List<LiveSetEvent> circle(CircleTake command, Instant now) {
        var floor = floor();
        var take = floor.take(command.takeId())
                .filter(Take::logged)
                .orElseThrow(() -> Rejection.of(SetRejection.TAKE_NOT_LOGGED));
        if (take.circled()) {
            return List.of();
        }
        return List.of(new TakeCircled(
                command.unitId(),
                floor.opened().projectId(),
                take.sceneId(),
                take.shotId(),
                take.takeId(),
                take.slate(),
                command.circledBy(),
                now));
    }

    /** All of a scene is in the can. Refuses with {@code SCENE_NOT_SLATED}, and {@code ALREADY_ROLLING} while it rolls. */
    default List<LiveSetEvent> complete(CompleteScene command, Instant now) {
        var floor = floor();
        if (floor.completedScenes().contains(command.sceneId())) {
            return List.of();
        }
        if (!floor.hasScene(command.sceneId())) {
            throw Rejection.of(SetRejection.SCENE_NOT_SLATED);
        }
        if (this instanceof Rolling rolling && rolling.take().sceneId().equals(command.sceneId())) {
            throw alreadyRolling(rolling);
        }
        return List.of(new SceneCompleted(
                command.unitId(), floor.opened().projectId(), command.sceneId(), command.completedBy(), now));
    }

    /** Something for the day's report. Refuses another report under the same id with {@code ID_TAKEN}. */
    default List<LiveSetEvent> report(ReportIncident command, Instant now) {
        var floor = floor();
        var known = Optional.ofNullable(floor.incidents().get(command.incidentId()));
        if (known.isPresent()) {
            if (!known.get().equals(Floor.Incident.of(command))) {
                throw Rejection.of(CommonRejection.ID_TAKEN).at("incidentId");
            }
            return List.of();
        }
        return List.of(new IncidentReported(
                command.unitId(),
                floor.opened().projectId(),
                command.incidentId(),
                command.reportedBy(),
                command.text(),
                now));
    }

    /** What the floor knows of a take. */
    default Optional<Take> take(TakeId takeId) {
        return floor().take(takeId);
    }

    /** The take that rolls, if one does. */
    default Optional<Take> rolling() {
        return this instanceof Rolling rolling ? Optional.of(rolling.take()) : Optional.empty();
    }

    /** What the floor is after something has happened. */
    default LiveSet evolve(LiveSetEvent event) {
        return switch (event) {
            case LiveSetOpened opened -> new Idle(Floor.opened(opened));
            case ShotSlated shot -> onFloor(floor().withShot(shot));
            case CameraRolled rolled -> {
                var take = new Take(
                        rolled.takeId(),
                        rolled.sceneId(),
                        rolled.shotId(),
                        rolled.takeNumber(),
                        rolled.slate(),
                        rolled.cameraRoll(),
                        rolled.startsAt(),
                        0,
                        false);
                yield new Rolling(floor().withTake(take), take, rolled.at());
            }
            case CameraCut cut -> new Idle(changed(cut.takeId(), take -> take.lasting(cut.frames())));
            case TakeCircled circled -> onFloor(changed(circled.takeId(), Take::printed));
            case SceneCompleted completed -> onFloor(floor().withCompleted(completed.sceneId()));
            case IncidentReported incident ->
                onFloor(floor().withIncident(
                                incident.incidentId(), new Floor.Incident(incident.reportedBy(), incident.text())));
        };
    }

    /** The floor; refuses with {@code NOT_FOUND} where it was never opened. */
    default Floor floor() {
        return switch (this) {
            case Unopened _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Idle idle -> idle.floor();
            case Rolling rolling -> rolling.floor();
        };
    }

    private LiveSet onFloor(Floor changed) {
        return switch (this) {
            case Unopened _, Idle _ -> new Idle(changed);
            case Rolling rolling -> new Rolling(changed, rolling.take(), rolling.since());
        };
    }

    private Floor changed(TakeId takeId, UnaryOperator<Take> change) {
        return floor().take(takeId).map(change).map(floor()::withTake).orElseGet(this::floor);
    }

    private static List<LiveSetEvent> sameOrTaken(LiveSetEvent before, LiveSetEvent now) {
        if (!before.equals(now)) {
            throw Rejection.of(CommonRejection.ID_TAKEN);
        }
        return List.of();
    }

    private static Rejection alreadyRolling(Rolling rolling) {
        return Rejection.of(SetRejection.ALREADY_ROLLING)
                .with("takeId", rolling.take().takeId())
                .with("slate", rolling.take().slate());
    }
}
