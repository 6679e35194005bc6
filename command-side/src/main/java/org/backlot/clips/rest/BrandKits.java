package org.backlot.clips.rest;

import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.Brand;
import org.backlot.clips.api.BrandKitCommand.ReadBrandKit;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.media.api.MediaCommand.UseAsset;
import org.backlot.media.api.StorageKey;
import org.backlot.media.command.KeptUploads;
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
    private final KeptUploads uploads;

    BrandKits(Gate gate, CommandGateway commands, KeptUploads uploads) {
        this.gate = gate;
        this.commands = commands;
        this.uploads = uploads;
    }

    /**
     * Keeps the files that a kit names: from its commit on the system removes none of them. What is no upload of the
     * workspace, or has not come, is left to whoever renders with it.
     */
    void keepFiles(BrandKitId kit, WorkspaceId workspace, BrandKitContents contents) {
        Stream.of(contents.logoKey(), contents.fontKey(), contents.outroKey())
                .flatMap(Stream::ofNullable)
                .flatMap(key -> StorageKey.assetAt(key).stream())
                .distinct()
                .filter(asset -> uploads.has(workspace, asset))
                .forEach(asset -> commands.sendAndWait(new UseAsset(asset, "brand-kit/" + kit)));
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
