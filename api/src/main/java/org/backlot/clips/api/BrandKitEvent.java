package org.backlot.clips.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.WorkspaceId;

/** What a brand kit holds. */
public sealed interface BrandKitEvent extends Event {
    BrandKitId brandKitId();

    @Override
    default String stream() {
        return "brand-kit/" + brandKitId();
    }

    @EventName("clips.BrandKitCreated")
    @Revision("1")
    record BrandKitCreated(
            BrandKitId brandKitId, WorkspaceId workspaceId, BrandKitContents contents, AccountId createdBy, Instant at)
            implements BrandKitEvent {}

    /** All of it as it is from now on. What was rendered before stays as it is. */
    @EventName("clips.BrandKitChanged")
    @Revision("1")
    record BrandKitChanged(BrandKitId brandKitId, BrandKitContents contents, AccountId changedBy, Instant at)
            implements BrandKitEvent {}
}
