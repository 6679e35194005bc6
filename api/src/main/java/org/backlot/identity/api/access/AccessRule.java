package org.backlot.identity.api.access;

import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;

/** Deny unless a rule allows; and what somebody may not even know of answers as if it did not exist. */
public final class AccessRule {
    private AccessRule() {}

    /** Whether {@link #require} lets it pass. */
    public static boolean allows(Permission permission, Standing standing) {
        return !standing.stranger() && permission.allows(standing);
    }

    /** Throws {@code NOT_FOUND} for a stranger and {@code NOT_ALLOWED} for one who may see the thing but not do this. */
    public static void require(Permission permission, Standing standing) {
        if (standing.stranger()) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        if (!permission.allows(standing)) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED).with("permission", permission.name());
        }
    }
}
