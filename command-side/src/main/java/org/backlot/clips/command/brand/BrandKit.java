package org.backlot.clips.command.brand;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.BrandKitCommand.ChangeBrandKit;
import org.backlot.clips.api.BrandKitCommand.CreateBrandKit;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.clips.api.BrandKitEvent;
import org.backlot.clips.api.BrandKitEvent.BrandKitChanged;
import org.backlot.clips.api.BrandKitEvent.BrandKitCreated;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.WorkspaceId;

/** A brand kit: made once, changed as often as its people like. Files it names lie under its workspace's own prefix. */
sealed interface BrandKit {
    record Unmade() implements BrandKit {}

    record Made(WorkspaceId workspaceId, BrandKitContents first, BrandKitContents contents) implements BrandKit {}

    static BrandKit unmade() {
        return new Unmade();
    }

    default BrandKit evolve(BrandKitEvent event) {
        return switch (event) {
            case BrandKitCreated e -> new Made(e.workspaceId(), e.contents(), e.contents());
            case BrandKitChanged e -> new Made(made().workspaceId(), made().first(), e.contents());
        };
    }

    /**
     * Makes it; the very same request again does nothing.
     *
     * @throws Rejection {@code ID_TAKEN}, {@code FIELD_INVALID} for another workspace's file
     */
    default List<BrandKitEvent> create(CreateBrandKit command, Instant now) {
        return switch (this) {
            case Unmade _ -> {
                requireOwnFiles(command.workspaceId(), command.contents());
                yield List.of(new BrandKitCreated(
                        command.brandKitId(), command.workspaceId(), command.contents(), command.createdBy(), now));
            }
            case Made made
            when made.workspaceId().equals(command.workspaceId())
                    && made.first().equals(command.contents()) -> List.of();
            case Made _ -> throw Rejection.of(CommonRejection.ID_TAKEN).at("brandKitId");
        };
    }

    /**
     * Changes it; what is not given stays.
     *
     * @throws Rejection {@code FIELD_INVALID}, {@code NOT_FOUND}
     */
    default List<BrandKitEvent> change(ChangeBrandKit command, Instant now) {
        var made = made();
        var contents = changed(made.contents(), command);
        requireOwnFiles(made.workspaceId(), contents);
        return contents.equals(made.contents())
                ? List.of()
                : List.of(new BrandKitChanged(command.brandKitId(), contents, command.changedBy(), now));
    }

    /** What it holds. */
    default BrandKitContents contents() {
        return made().contents();
    }

    private Made made() {
        return switch (this) {
            case Unmade _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Made made -> made;
        };
    }

    private static BrandKitContents changed(BrandKitContents before, ChangeBrandKit command) {
        try {
            return new BrandKitContents(
                    Optional.ofNullable(command.name()).orElse(before.name()),
                    Optional.ofNullable(command.logoKey()).orElse(before.logoKey()),
                    Optional.ofNullable(command.colors()).orElse(before.colors()),
                    Optional.ofNullable(command.fonts()).orElse(before.fonts()),
                    Optional.ofNullable(command.fontKey()).orElse(before.fontKey()),
                    Optional.ofNullable(command.outroKey()).orElse(before.outroKey()),
                    Optional.ofNullable(command.watermark()).orElse(before.watermark()));
        } catch (IllegalArgumentException nonsense) {
            throw Rejection.of(
                    CommonRejection.FIELD_INVALID,
                    Optional.ofNullable(nonsense.getMessage()).orElse("This cannot be part of a brand kit."));
        }
    }

    private static void requireOwnFiles(WorkspaceId workspace, BrandKitContents contents) {
        requireOwn(workspace, Optional.ofNullable(contents.logoKey()), "logoKey");
        requireOwn(workspace, Optional.ofNullable(contents.fontKey()), "fontKey");
        requireOwn(workspace, Optional.ofNullable(contents.outroKey()), "outroKey");
    }

    private static void requireOwn(WorkspaceId workspace, Optional<String> key, String field) {
        if (key.filter(given -> !given.startsWith(workspace + "/")).isPresent()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "A brand kit uses files of its own workspace.")
                    .at(field);
        }
    }
}
