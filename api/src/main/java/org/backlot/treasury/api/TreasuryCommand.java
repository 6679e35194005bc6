package org.backlot.treasury.api;

import java.time.Instant;
import java.util.Set;
import org.backlot.shared.Command;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

/** What may be asked of a project's treasury. */
public sealed interface TreasuryCommand extends Command {
    ProjectId projectId();

    @Override
    default String stream() {
        return "treasury/" + projectId();
    }

    /** Puts the budget in. Part of creating a project. */
    record OpenTreasury(ProjectId projectId, WorkspaceId workspaceId, Money budget) implements TreasuryCommand {}

    /** Sets money aside for a contract. */
    record LockEscrow(
            ProjectId projectId,
            EscrowId escrowId,
            ContractId contractId,
            AccountId payee,
            Money amount,
            Set<ReleaseCondition> conditions,
            Instant expiresAt)
            implements TreasuryCommand {}

    /** Pays part of it out before the evidence is complete; a lead answers for it. */
    record PartReleaseEscrow(ProjectId projectId, EscrowId escrowId, Money amount, AccountId approvedBy)
            implements TreasuryCommand {}

    /** Pays all of it out; refused with what is missing while the evidence is incomplete. Sent by the release saga. */
    record ReleaseEscrow(ProjectId projectId, EscrowId escrowId, ReleaseEvidence evidence) implements TreasuryCommand {}

    record RefundEscrow(ProjectId projectId, EscrowId escrowId, AccountId refundedBy) implements TreasuryCommand {}

    /** Gives the hold back once its time is over. Sent by the deadline; does nothing where the escrow has ended. */
    record ExpireEscrow(ProjectId projectId, EscrowId escrowId) implements TreasuryCommand {}

    record DisputeEscrow(ProjectId projectId, EscrowId escrowId, AccountId raisedBy, Personal<String> reason)
            implements TreasuryCommand {}

    record SettleEscrowDispute(ProjectId projectId, EscrowId escrowId, AccountId settledBy)
            implements TreasuryCommand {}
}
