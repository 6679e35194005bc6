package org.backlot.logistics.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;

/** The journey of one booked piece of gear, from its vendor and back, hand to hand. */
public sealed interface DispatchEvent extends Event {
    DispatchId dispatchId();

    ProjectId projectId();

    @Override
    default String stream() {
        return "dispatch/" + dispatchId();
    }

    @EventName("logistics.DispatchInitialized")
    @Revision("1")
    record DispatchInitialized(
            DispatchId dispatchId,
            ProjectId projectId,
            WorkspaceId workspaceId,
            BookingId bookingId,
            AssetId assetId,

            @NotPersonal("the make, model and serial number of gear")
            String asset,

            AccountId vendor,
            Instant at)
            implements DispatchEvent {}

    /** The holder shows a code; the receiver scans it, the holder confirms. */
    @EventName("logistics.HandoffOffered")
    @Revision("1")
    record HandoffOffered(
            DispatchId dispatchId,
            ProjectId projectId,
            HandoffCodeId codeId,
            AccountId from,
            AccountId to,
            Instant expiresAt,
            Instant at)
            implements DispatchEvent {}

    @EventName("logistics.HandoffScanned")
    @Revision("1")
    record HandoffScanned(
            DispatchId dispatchId, ProjectId projectId, HandoffCodeId codeId, AccountId scannedBy, Instant at)
            implements DispatchEvent {}

    /** Both sides confirmed: from here on the receiver holds the gear. */
    @EventName("logistics.CustodyTransferred")
    @Revision("1")
    record CustodyTransferred(
            DispatchId dispatchId, ProjectId projectId, HandoffCodeId codeId, AccountId from, AccountId to, Instant at)
            implements DispatchEvent {}

    /** The vendor holds the gear again: the journey is over. */
    @EventName("logistics.GearReturned")
    @Revision("1")
    record GearReturned(DispatchId dispatchId, ProjectId projectId, AccountId vendor, Instant at)
            implements DispatchEvent {}
}
