package org.backlot.clips.api;

import java.util.List;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** What may be asked of a brand kit. */
public sealed interface BrandKitCommand extends Command {
    BrandKitId brandKitId();

    @Override
    default String stream() {
        return "brand-kit/" + brandKitId();
    }

    record CreateBrandKit(
            BrandKitId brandKitId, WorkspaceId workspaceId, BrandKitContents contents, AccountId createdBy)
            implements BrandKitCommand {}

    /** Asks what a kit holds. Answers the {@link BrandKitContents}; nothing is recorded. */
    record ReadBrandKit(BrandKitId brandKitId) implements BrandKitCommand {}

    /** What is null stays as it is. Answers the {@link BrandKitContents} from now on. */
    record ChangeBrandKit(
            BrandKitId brandKitId,
            @Nullable String name,
            @Nullable String logoKey,
            @Nullable List<String> colors,
            @Nullable List<String> fonts,
            @Nullable String fontKey,
            @Nullable String outroKey,
            @Nullable String watermark,
            AccountId changedBy)
            implements BrandKitCommand {}
}
