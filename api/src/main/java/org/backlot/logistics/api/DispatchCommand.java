package org.backlot.logistics.api;

import java.time.Duration;
import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;

/** What may be asked of one piece of gear on its journey. */
public sealed interface DispatchCommand extends Command {
    DispatchId dispatchId();

    @Override
    default String stream() {
        return "dispatch/" + dispatchId();
    }

    /** Begins the journey of a booked asset; its vendor is the first holder. */
    record InitializeDispatch(
            DispatchId dispatchId,
            ProjectId projectId,
            WorkspaceId workspaceId,
            BookingId bookingId,
            AssetId assetId,
            String asset,
            AccountId vendor)
            implements DispatchCommand {}

    /**
     * The holder wants to hand the gear to somebody by name. Answers the {@link java.time.Instant} at which the code
     * expires. An older offer that is still open is void from then on.
     */
    record OfferHandoff(DispatchId dispatchId, HandoffCodeId codeId, AccountId from, AccountId to, Duration validFor)
            implements DispatchCommand {}

    /**
     * One side shows, by its own sign-in, that it stands before the code: from the receiver it is the scan, from the
     * holder the confirmation. Answers the {@link DispatchStatus} reached.
     */
    record PresentHandoffCode(DispatchId dispatchId, HandoffCodeId codeId, AccountId by) implements DispatchCommand {}

    /** Asks whether somebody may say where the gear is. Only its holder may; nothing is recorded. */
    record CheckHolder(DispatchId dispatchId, AccountId account) implements DispatchCommand {}
}
