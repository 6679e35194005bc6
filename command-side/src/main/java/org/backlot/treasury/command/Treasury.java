package org.backlot.treasury.command;

import static org.backlot.treasury.api.TreasuryRejection.BUDGET_EXCEEDED;
import static org.backlot.treasury.api.TreasuryRejection.CURRENCY_MISMATCH;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.treasury.api.EscrowReceipt;
import org.backlot.treasury.api.TreasuryCommand;
import org.backlot.treasury.api.TreasuryCommand.DisputeEscrow;
import org.backlot.treasury.api.TreasuryCommand.ExpireEscrow;
import org.backlot.treasury.api.TreasuryCommand.LockEscrow;
import org.backlot.treasury.api.TreasuryCommand.OpenTreasury;
import org.backlot.treasury.api.TreasuryCommand.PartReleaseEscrow;
import org.backlot.treasury.api.TreasuryCommand.RefundEscrow;
import org.backlot.treasury.api.TreasuryCommand.ReleaseEscrow;
import org.backlot.treasury.api.TreasuryCommand.SettleEscrowDispute;
import org.backlot.treasury.api.TreasuryEvent;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputeSettled;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputed;
import org.backlot.treasury.api.TreasuryEvent.EscrowExpired;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowPartReleased;
import org.backlot.treasury.api.TreasuryEvent.EscrowRefunded;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.backlot.treasury.api.TreasuryEvent.TreasuryOpened;

/**
 * All the money of one project: its budget and every escrow set aside from it. They are one thing because no two locks may
 * spend the same riyal (docs/adr/0006-one-treasury-per-project.md).
 */
sealed interface Treasury {
    static Treasury unopened() {
        return new Unopened();
    }

    record Unopened() implements Treasury {}

    record Open(ProjectId project, WorkspaceId workspace, Money budget, Books books, Map<EscrowId, Escrow> escrows)
            implements Treasury {
        public Open {
            escrows = Map.copyOf(escrows);
        }

        Escrow escrow(EscrowId id) {
            return escrows.getOrDefault(id, new Escrow.Unfunded());
        }

        private Open after(TreasuryEvent event, EscrowId id) {
            var after = new HashMap<>(escrows);
            after.put(id, escrow(id).evolve(event));
            return new Open(
                    project,
                    workspace,
                    budget,
                    event.movement().map(books::after).orElse(books),
                    after);
        }

        private List<TreasuryEvent> lock(LockEscrow command, Instant now) {
            var events = escrow(command.escrowId()).lock(command, now);
            if (events.isEmpty()) {
                return events;
            }
            if (!command.amount().currency().equals(budget.currency())) {
                throw Rejection.of(CURRENCY_MISMATCH).at("amount.currency");
            }
            if (command.amount().moreThan(books.available())) {
                throw Rejection.of(BUDGET_EXCEEDED).at("amount.amount").with("available", books.available());
            }
            return events;
        }
    }

    default Treasury evolve(TreasuryEvent event) {
        return switch (event) {
            case TreasuryOpened e ->
                new Open(
                        e.projectId(),
                        e.workspaceId(),
                        e.budget(),
                        Books.empty(e.budget().currency()).after(e.journal()),
                        Map.of());
            case EscrowLocked e -> opened().after(e, e.escrowId());
            case EscrowPartReleased e -> opened().after(e, e.escrowId());
            case EscrowReleased e -> opened().after(e, e.escrowId());
            case EscrowRefunded e -> opened().after(e, e.escrowId());
            case EscrowExpired e -> opened().after(e, e.escrowId());
            case EscrowDisputed e -> opened().after(e, e.escrowId());
            case EscrowDisputeSettled e -> opened().after(e, e.escrowId());
        };
    }

    /**
     * What a command leads to, at a given time.
     *
     * @throws Rejection the codes of {@link Escrow}; {@code BUDGET_EXCEEDED} with what is available; {@code NOT_FOUND}
     *     where the project has no treasury
     */
    default List<TreasuryEvent> decide(TreasuryCommand command, Instant now) {
        return switch (command) {
            case OpenTreasury c -> open(c, now);
            case LockEscrow c -> opened().lock(c, now);
            case PartReleaseEscrow c -> opened().escrow(c.escrowId()).partRelease(c, now);
            case ReleaseEscrow c -> opened().escrow(c.escrowId()).release(c, now);
            case RefundEscrow c -> opened().escrow(c.escrowId()).refund(c, now);
            case ExpireEscrow c -> opened().escrow(c.escrowId()).expire(c, now);
            case DisputeEscrow c -> opened().escrow(c.escrowId()).dispute(c, now);
            case SettleEscrowDispute c -> opened().escrow(c.escrowId()).settle(c, now);
        };
    }

    private List<TreasuryEvent> open(OpenTreasury command, Instant now) {
        if (this instanceof Open open) {
            if (open.budget().equals(command.budget()) && open.workspace().equals(command.workspaceId())) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN).at("projectId");
        }
        if (!command.budget().positive()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "must be more than zero")
                    .at("budget.amount");
        }
        return List.of(new TreasuryOpened(
                command.projectId(),
                command.workspaceId(),
                command.budget(),
                Movements.funding(command.projectId(), command.budget()),
                now));
    }

    /** How an escrow stands. Throws {@code NOT_FOUND} where there never was one. */
    default EscrowReceipt receipt(EscrowId id) {
        var escrow = opened().escrow(id);
        var agreement = escrow.agreed().orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
        return new EscrowReceipt(
                id,
                opened().project(),
                agreement.contract(),
                escrow.status(),
                agreement.amount(),
                escrow.remaining().orElseThrow());
    }

    private Open opened() {
        return switch (this) {
            case Open open -> open;
            case Unopened _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }
}
