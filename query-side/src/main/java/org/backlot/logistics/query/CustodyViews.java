package org.backlot.logistics.query;

import java.time.Instant;
import java.util.List;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.ProjectId;
import org.jspecify.annotations.Nullable;

/** What reads of logistics answer. The names of CLAP's {@code Dispatch} (week 5) are kept. */
public final class CustodyViews {
    private CustodyViews() {}

    /**
     * One dispatch with its chain of custody.
     *
     * @param openHandoff the offer that waits for its scan or confirmation
     * @param gpsNode where the gear was last seen within thirty days
     * @param eta when its holder expected to arrive, as of that position
     */
    public record DispatchView(
            DispatchId dispatchId,
            ProjectId projectId,
            BookingId bookingId,
            AssetId assetId,
            String asset,
            AccountId vendor,
            AccountId holder,
            DispatchStatus status,
            Instant initializedAt,
            @Nullable Instant returnedAt,
            List<CustodyTurn> custodyChain,
            @Nullable OpenHandoff openHandoff,
            @Nullable GpsNode gpsNode,
            @Nullable Instant eta) {}

    /**
     * One holder's turn.
     *
     * @param timestamp since when
     * @param until absent for the current holder
     * @param status what their turn is: {@code WITH_VENDOR}, {@code ON_SET} or {@code RETURNED}
     * @param codeId the handoff it came by; absent for the first
     */
    public record CustodyTurn(
            AccountId holderId,
            Instant timestamp,
            @Nullable Instant until,
            DispatchStatus status,
            @Nullable AccountId receivedFrom,
            @Nullable HandoffCodeId codeId) {}

    /** An offer that is not completed. */
    public record OpenHandoff(HandoffCodeId codeId, AccountId to, Instant expiresAt, boolean scanned) {}

    /**
     * Where gear was seen.
     *
     * @param lat degrees, WGS 84
     * @param lng degrees, WGS 84
     * @param at when
     */
    public record GpsNode(double lat, double lng, Instant at) {
        /** Never the place: it says where a person was. */
        @Override
        public String toString() {
            return "GpsNode[hidden]";
        }
    }

    /** One active piece of gear of a project. */
    public record FleetEntry(
            DispatchId dispatchId,
            AssetId assetId,
            String asset,
            AccountId vendor,
            AccountId holder,
            DispatchStatus status,
            @Nullable GpsNode gpsNode,
            @Nullable Instant eta) {}

    /**
     * Whether a chain of custody is sound.
     *
     * @param links how many turns were checked
     * @param findings what is wrong; empty where it is sound
     */
    public record ChainVerification(DispatchId dispatchId, boolean verified, int links, List<ChainFinding> findings) {}

    /**
     * One thing wrong with a chain.
     *
     * @param code stable, for example {@code GAP}
     * @param place which turn, from 1; 0 for the chain as a whole
     */
    public record ChainFinding(String code, int place, String message) {}

    /**
     * A code that the holder may show.
     *
     * @param code the text of the QR code
     */
    public record HandoffCodeView(HandoffCodeId codeId, AccountId to, String code, Instant expiresAt) {}
}
