// Why this file exists: a take is shown alike whichever command it answers.
package org.backlot.set.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.backlot.set.api.Take;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.timecode.FrameRate;
import org.jspecify.annotations.Nullable;

/**
 * A take.
 *
 * @param startsAt timecode of its first frame, {@code HH:MM:SS:FF}, {@code ;} before the frames in drop frame
 * @param endsAt timecode of the first frame after it; absent while it rolls
 * @param frames its length; absent while it rolls
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TakeView(
        TakeId takeId,
        UnitId unitId,
        SceneId sceneId,
        ShotId shotId,
        int takeNumber,
        String slate,
        String cameraRoll,
        FrameRate frameRate,
        String startsAt,
        @Nullable String endsAt,
        @Nullable Long frames,
        boolean circled) {

    static TakeView of(UnitId unitId, Take take) {
        return new TakeView(
                take.takeId(),
                unitId,
                take.sceneId(),
                take.shotId(),
                take.number(),
                take.slate(),
                take.cameraRoll(),
                take.startsAt().rate(),
                take.startsAt().label(),
                take.logged() ? take.startsAt().plus(take.frames()).label() : null,
                take.logged() ? take.frames() : null,
                take.circled());
    }
}
