package org.backlot.clips.rest;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.Brand;
import org.backlot.clips.api.BrandKitCommand.ReadBrandKit;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The brand kit that a job or a version names, as it is now. */
@Component
final class BrandKits {
    private final Gate gate;
    private final CommandGateway commands;

    BrandKits(Gate gate, CommandGateway commands) {
        this.gate = gate;
        this.commands = commands;
    }

    /** Throws {@code NOT_FOUND} for one of another workspace, even where the caller is a member of that one too. */
    @Nullable
    Brand named(Caller caller, @Nullable BrandKitId kit, WorkspaceId workspace) {
        if (kit == null) {
            return null;
        }
        var owner = gate.requireOwned(caller, WorkspacePermission.READ_CLIPS, OwnedKind.BRAND_KIT, kit.value());
        if (!owner.equals(workspace)) {
            throw Rejection.of(CommonRejection.NOT_FOUND).at("brandKitId");
        }
        BrandKitContents contents = commands.sendAndWait(new ReadBrandKit(kit));
        return new Brand(kit, contents);
    }
}
