package org.backlot.treasury.api;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** What has happened to the money of one project. Each movement carries its journal entry. */
public sealed interface TreasuryEvent extends Event {
    ProjectId projectId();

    /** The movement of money that this fact is, where it is one. */
    default Optional<JournalEntry> movement() {
        return Optional.empty();
    }

    @Override
    default String stream() {
        return "treasury/" + projectId();
    }

    /** The project's budget was put in; all later movements stay inside it. */
    @EventName("treasury.TreasuryOpened")
    @Revision("1")
    record TreasuryOpened(ProjectId projectId, WorkspaceId workspaceId, Money budget, JournalEntry journal, Instant at)
            implements TreasuryEvent {
        @Override
        public Optional<JournalEntry> movement() {
            return Optional.of(journal);
        }
    }

    /** Money was set aside for a contract, until it is paid, given back or expires. */
    @EventName("treasury.EscrowLocked")
    @Revision("1")
    record EscrowLocked(
            ProjectId projectId,
            EscrowId escrowId,
            ContractId contractId,
            AccountId payee,
            Money amount,
            Set<ReleaseCondition> conditions,
            Instant expiresAt,
            JournalEntry journal,
            Instant at)
            implements TreasuryEvent {
        public EscrowLocked {
            // In their natural order: the stored form of one fact must not vary from run to run.
            conditions = Collections.unmodifiableSet(new TreeSet<>(conditions));
        }

        @Override
        public Optional<JournalEntry> movement() {
            return Optional.of(journal);
        }
    }

    /** Part of what is held was paid out; the rest stays locked. */
    @EventName("treasury.EscrowPartReleased")
    @Revision("1")
    record EscrowPartReleased(
            ProjectId projectId,
            EscrowId escrowId,
            Money amount,
            Money remaining,
            AccountId approvedBy,
            JournalEntry journal,
            Instant at)
            implements TreasuryEvent {
        @Override
        public Optional<JournalEntry> movement() {
            return Optional.of(journal);
        }
    }

    /** All that was held was paid out, because the evidence was complete. */
    @EventName("treasury.EscrowReleased")
    @Revision("1")
    record EscrowReleased(
            ProjectId projectId,
            EscrowId escrowId,
            AccountId payee,
            Money amount,
            ReleaseEvidence evidence,
            JournalEntry journal,
            Instant at)
            implements TreasuryEvent {
        @Override
        public Optional<JournalEntry> movement() {
            return Optional.of(journal);
        }
    }

    /** The hold was given back to the budget, by agreement or as the end of a dispute. */
    @EventName("treasury.EscrowRefunded")
    @Revision("1")
    record EscrowRefunded(
            ProjectId projectId,
            EscrowId escrowId,
            Money amount,
            AccountId refundedBy,
            JournalEntry journal,
            Instant at)
            implements TreasuryEvent {
        @Override
        public Optional<JournalEntry> movement() {
            return Optional.of(journal);
        }
    }

    /** The hold ran out of time and went back to the budget. */
    @EventName("treasury.EscrowExpired")
    @Revision("1")
    record EscrowExpired(ProjectId projectId, EscrowId escrowId, Money amount, JournalEntry journal, Instant at)
            implements TreasuryEvent {
        @Override
        public Optional<JournalEntry> movement() {
            return Optional.of(journal);
        }
    }

    /** A party objects: nothing leaves the escrow, not even by expiry, until the dispute is settled. */
    @EventName("treasury.EscrowDisputed")
    @Revision("1")
    record EscrowDisputed(
            ProjectId projectId,
            EscrowId escrowId,
            AccountId raisedBy,
            @PersonalData(subject = "raisedBy") Personal<String> reason,
            Instant at)
            implements TreasuryEvent {}

    /** The parties agreed to go on: the escrow is locked again as before. A refund settles a dispute too. */
    @EventName("treasury.EscrowDisputeSettled")
    @Revision("1")
    record EscrowDisputeSettled(ProjectId projectId, EscrowId escrowId, AccountId settledBy, Instant at)
            implements TreasuryEvent {}
}
