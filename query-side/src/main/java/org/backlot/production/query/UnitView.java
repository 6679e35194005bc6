// Whether a unit rolls now is the first thing anybody on set wants to know.
package org.backlot.production.query;

import java.time.Instant;
import org.backlot.production.api.UnitKind;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;

/**
 * A unit and what it is doing.
 *
 * @param screenplayTitle absent: no screenplay adopted yet; empty: its title page names none
 * @param screenplayDigest SHA-256 of the screenplay's file in hexadecimal
 * @param status IDLE or ROLLING
 * @param activeSlate what is clapped on the take that rolls now, such as 12B-04
 */
public record UnitView(
        UnitId unitId,
        ProjectId projectId,
        String name,
        UnitKind kind,
        @Nullable String screenplayTitle,
        @Nullable String screenplayDigest,
        UnitStatus status,
        @Nullable String activeSlate,
        @Nullable ShotId activeShotId,
        @Nullable TakeId activeTakeId,
        @Nullable Instant rollingSince) {

    /** Whether a camera of the unit rolls. */
    public enum UnitStatus {
        IDLE,
        ROLLING
    }
}
