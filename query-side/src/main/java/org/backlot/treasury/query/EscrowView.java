package org.backlot.treasury.query;

import java.time.Instant;
import java.util.List;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.ReleaseCondition;
import org.jspecify.annotations.Nullable;

/**
 * An escrow and what it waits for.
 *
 * @param amount what was locked at first
 * @param remaining what is still held
 * @param conditions what must be proved before it pays
 * @param missing which of them are not proved
 * @param evidence what is known so far; after a release, what it was proved by
 */
public record EscrowView(
        EscrowId escrowId,
        ProjectId projectId,
        ContractId contractId,
        AccountId payee,
        EscrowStatus status,
        Money amount,
        Money remaining,
        List<ReleaseCondition> conditions,
        List<ReleaseCondition> missing,
        Evidence evidence,
        Instant expiresAt,
        Instant lockedAt,
        Instant changedAt) {
    public EscrowView {
        conditions = List.copyOf(conditions);
        missing = List.copyOf(missing);
    }

    /**
     * What is proved.
     *
     * @param contractHash the hash of the fully signed contract
     * @param returned the gear that came back; empty while any is still out
     * @param reportId the daily report signed last
     */
    public record Evidence(
            @Nullable String contractHash,
            List<DispatchId> returned,
            @Nullable DailyReportId reportId) {
        public Evidence {
            returned = List.copyOf(returned);
        }
    }
}
