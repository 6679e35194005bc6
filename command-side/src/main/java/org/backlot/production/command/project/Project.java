// What a production may plan, decided without framework, clock or database, so that a test reads like the rule.
package org.backlot.production.command.project;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.backlot.production.api.AddedUnit;
import org.backlot.production.api.ProductionRejection;
import org.backlot.production.api.ProjectCommand.AddShot;
import org.backlot.production.api.ProjectCommand.AddUnit;
import org.backlot.production.api.ProjectCommand.AdoptScreenplay;
import org.backlot.production.api.ProjectCommand.CreateProject;
import org.backlot.production.api.ProjectEvent;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.production.api.Slate;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The plan of a production: nothing yet, or a project with units, the screenplay each shoots, and shots. Saying the same
 * again changes nothing; using an id for something else is refused.
 */
sealed interface Project {
    /** Nobody has created it. */
    record Unopened() implements Project {}

    /** A scene on the slate: whose it is, and the slate of its master. */
    record PlacedScene(UnitId unitId, Slate master) {}

    /**
     * It exists.
     *
     * @param shots by their slates
     */
    record Open(
            ProjectCreated created,
            PMap<UnitId, UnitAdded> units,
            PMap<UnitId, ScreenplayAdopted> screenplays,
            PMap<SceneId, PlacedScene> scenes,
            PMap<Slate, ShotAdded> shots)
            implements Project {

        private Open with(UnitAdded unit) {
            return new Open(created, units.plus(unit.unitId(), unit), screenplays, scenes, shots);
        }

        private Open with(ScreenplayAdopted screenplay) {
            var unit = screenplay.unitId();
            var placed = scenes;
            // The scenes of the screenplay that it takes the place of; one that meanwhile is another unit's stays.
            for (var scene : scenesOf(unit)) {
                placed = isOf(unit, placed.get(scene.sceneId())) ? placed.minus(scene.sceneId()) : placed;
            }
            for (var scene : screenplay.scenes()) {
                placed = placed.plus(
                        scene.sceneId(),
                        new PlacedScene(unit, new Slate(scene.scene().number())));
            }
            return new Open(created, units, screenplays.plus(unit, screenplay), placed, shots);
        }

        private List<SlateScene> scenesOf(UnitId unit) {
            return Optional.ofNullable(screenplays.get(unit))
                    .map(ScreenplayAdopted::scenes)
                    .orElseGet(List::of);
        }

        private static boolean isOf(UnitId unit, @Nullable PlacedScene scene) {
            return scene != null && scene.unitId().equals(unit);
        }

        private Open with(ShotAdded shot) {
            return new Open(created, units, screenplays, scenes, shots.plus(new Slate(shot.slate()), shot));
        }

        private Optional<ShotAdded> planned(ShotId shotId) {
            return shots.values().stream()
                    .filter(shot -> shot.shotId().equals(shotId))
                    .findFirst();
        }

        private boolean hasShotsOf(UnitId unit) {
            return shots.values().stream().anyMatch(shot -> shot.unitId().equals(unit));
        }

        private Slate slate(PlacedScene scene, Optional<Slate> wish) {
            Set<Slate> masters =
                    scenes.values().stream().map(PlacedScene::master).collect(Collectors.toSet());
            masters.remove(scene.master());
            if (wish.isEmpty()) {
                return Slating.next(scene.master(), slate -> shots.containsKey(slate) || masters.contains(slate));
            }
            var slate = wish.get();
            if (shots.containsKey(slate)) {
                throw Rejection.of(
                                ProductionRejection.SLATE_TAKEN,
                                "Slate %s is another shot of the project. Leave slate out to get a free one."
                                        .formatted(slate))
                        .at("slate");
            }
            if (masters.contains(slate)) {
                throw Rejection.of(
                                ProductionRejection.SLATE_TAKEN,
                                "Slate %s is the master of another scene. Leave slate out to get a free one."
                                        .formatted(slate))
                        .at("slate");
            }
            return slate;
        }
    }

    static Project unopened() {
        return new Unopened();
    }

    /** The state after the event. */
    default Project evolve(ProjectEvent event) {
        return switch (event) {
            case ProjectCreated created ->
                new Open(
                        created,
                        HashTreePMap.empty(),
                        HashTreePMap.empty(),
                        HashTreePMap.empty(),
                        HashTreePMap.empty());
            case UnitAdded unit -> opened().with(unit);
            case ScreenplayAdopted screenplay -> opened().with(screenplay);
            case ShotAdded shot -> opened().with(shot);
        };
    }

    /** @throws Rejection {@code ID_TAKEN} where the id is that of another project */
    default List<ProjectEvent> create(CreateProject command, Instant now) {
        return switch (this) {
            case Unopened _ ->
                List.of(new ProjectCreated(
                        command.projectId(),
                        command.workspaceId(),
                        command.title().value(),
                        command.frameRate(),
                        command.timeZone(),
                        command.createdBy(),
                        now));
            case Open open -> {
                var created = open.created();
                yield nothingIf(
                        created.workspaceId().equals(command.workspaceId())
                                && created.title().equals(command.title().value())
                                && created.frameRate() == command.frameRate()
                                && created.timeZone().equals(command.timeZone())
                                && created.createdBy().equals(command.createdBy()),
                        CommonRejection.ID_TAKEN,
                        "projectId");
            }
        };
    }

    /** @throws Rejection {@code NOT_FOUND}; {@code ID_TAKEN} where the id is that of another unit */
    default List<ProjectEvent> addUnit(AddUnit command) {
        var unit = new UnitAdded(
                command.projectId(), command.unitId(), command.name().value(), command.kind());
        var known = Optional.ofNullable(opened().units().get(command.unitId()));
        if (known.isEmpty()) {
            return List.of(unit);
        }
        return nothingIf(known.get().equals(unit), CommonRejection.ID_TAKEN, "unitId");
    }

    /**
     * A unit may exchange its screenplay until the first shot is planned on it; a scene's id then stands in other facts.
     *
     * @throws Rejection {@code NOT_FOUND}, {@code UNIT_UNKNOWN}, {@code SCREENPLAY_ALREADY_ADOPTED}
     */
    default List<ProjectEvent> adopt(AdoptScreenplay command, Instant now) {
        var open = opened();
        if (!open.units().containsKey(command.unitId())) {
            throw Rejection.of(ProductionRejection.UNIT_UNKNOWN).at("unitId");
        }
        boolean same = Optional.ofNullable(open.screenplays().get(command.unitId()))
                .filter(adopted -> adopted.digest().equals(command.digest()))
                .isPresent();
        if (same) {
            return List.of();
        }
        if (open.hasShotsOf(command.unitId())) {
            throw Rejection.of(ProductionRejection.SCREENPLAY_ALREADY_ADOPTED);
        }
        return List.of(new ScreenplayAdopted(
                command.projectId(), command.unitId(), command.digest(), command.title(), command.scenes(), now));
    }

    /**
     * @throws Rejection {@code NOT_FOUND}, {@code SCENE_UNKNOWN}, {@code SLATE_TAKEN}; {@code ID_TAKEN} where the id is
     *     that of another shot
     */
    default List<ProjectEvent> addShot(AddShot command) {
        var open = opened();
        var known = open.planned(command.shotId());
        if (known.isPresent()) {
            var shot = known.get();
            return nothingIf(
                    shot.sceneId().equals(command.sceneId())
                            && shot.description().equals(command.description().value())
                            && command.slate()
                                    .map(slate -> slate.value().equals(shot.slate()))
                                    .orElse(true),
                    CommonRejection.ID_TAKEN,
                    "shotId");
        }
        var scene = Optional.ofNullable(open.scenes().get(command.sceneId()))
                .orElseThrow(() -> Rejection.of(ProductionRejection.SCENE_UNKNOWN));
        return List.of(new ShotAdded(
                command.projectId(),
                scene.unitId(),
                command.sceneId(),
                command.shotId(),
                open.slate(scene, command.slate()).value(),
                command.description().value()));
    }

    /** A unit as recorded. */
    default AddedUnit unit(UnitId unitId) {
        var open = opened();
        return Optional.ofNullable(open.units().get(unitId))
                .map(unit -> new AddedUnit(unit, open.created()))
                .orElseThrow(() -> Rejection.of(ProductionRejection.UNIT_UNKNOWN));
    }

    /** The screenplay of a unit as recorded. */
    default ScreenplayAdopted screenplay(UnitId unitId) {
        return Optional.ofNullable(opened().screenplays().get(unitId))
                .orElseThrow(() -> Rejection.of(ProductionRejection.UNIT_UNKNOWN));
    }

    /** A shot as recorded. */
    default ShotAdded shot(ShotId shotId) {
        return opened().planned(shotId).orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
    }

    private Open opened() {
        return switch (this) {
            case Open open -> open;
            case Unopened _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    private static List<ProjectEvent> nothingIf(boolean same, RejectionCode otherwise, String field) {
        if (!same) {
            throw Rejection.of(otherwise).at(field);
        }
        return List.of();
    }
}
