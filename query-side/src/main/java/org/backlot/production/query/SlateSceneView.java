// A line of the slate: what the script says of a scene, and how far it is shot.
package org.backlot.production.query;

import java.time.Instant;
import java.util.List;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;

/**
 * A scene with its shots and its live state.
 *
 * @param number as printed in the script
 * @param ordinal its place in the script, from 1
 * @param timeOfDay empty: none given
 * @param synopsis empty: none given
 * @param characters who speaks, in order of appearance
 * @param pageEighths its length in eighths of a page
 * @param pages the same as a breakdown sheet prints it, such as 1 3/8
 * @param takes how many takes were cut
 * @param circled how many of them are circled
 * @param completedAt absent: not complete
 * @param shots in the order in which they were planned
 */
public record SlateSceneView(
        SceneId sceneId,
        UnitId unitId,
        ProjectId projectId,
        String number,
        int ordinal,
        Setting setting,
        String location,
        String timeOfDay,
        String synopsis,
        List<String> characters,
        int pageEighths,
        String pages,
        ShootingStatus status,
        int takes,
        int circled,
        @Nullable Instant completedAt,
        List<SlateShotView> shots) {
    public SlateSceneView {
        characters = List.copyOf(characters);
        shots = List.copyOf(shots);
    }

    /** How far a scene or shot is. */
    public enum ShootingStatus {
        /** No camera has rolled on it. */
        NOT_SHOT,
        /** A camera has rolled on it. */
        SHOOTING,
        /** All that is planned is in the can. */
        COMPLETE
    }

    /**
     * A shot.
     *
     * @param slate what is clapped, without the take
     * @param rolling whether a camera rolls on it now
     */
    public record SlateShotView(
            ShotId shotId,
            String slate,
            String description,
            ShootingStatus status,
            int takes,
            int circled,
            boolean rolling) {}
}
