package org.backlot.clips.rest;

import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** A brand kit that a job or a version names. */
final class BrandKits {
    private BrandKits() {}

    /** Throws {@code NOT_FOUND} for one of another workspace, even where the caller is a member of that one too. */
    static void requireOwn(Gate gate, Caller caller, @Nullable BrandKitId kit, WorkspaceId workspace) {
        if (kit == null) {
            return;
        }
        var owner = gate.requireOwned(caller, WorkspacePermission.READ_CLIPS, OwnedKind.BRAND_KIT, kit.value());
        if (!owner.equals(workspace)) {
            throw Rejection.of(CommonRejection.NOT_FOUND).at("brandKitId");
        }
    }
}
