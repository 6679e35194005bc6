package org.backlot.treasury.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.shared.Event;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.ContractEvent.ContractCompleted;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryCommand.ReleaseEscrow;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputeSettled;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputed;
import org.backlot.treasury.api.TreasuryEvent.EscrowExpired;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowRefunded;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;
import org.jspecify.annotations.Nullable;

/**
 * What one project has proved so far and which escrows wait for more (TRE-4). The facts may come in any order, and an
 * escrow may be locked before or after them. Plain data: it is kept between events as JSON.
 *
 * @param contracts the contracts that carry every signature
 * @param dispatched gear that went out
 * @param returned gear that came back
 * @param report the report signed last
 * @param waiting the escrows that still hold money
 */
record PendingReleases(
        List<Completed> contracts,
        List<DispatchId> dispatched,
        List<DispatchId> returned,
        @Nullable Signed report,
        List<Waiting> waiting) {
    public PendingReleases {
        contracts = List.copyOf(contracts);
        dispatched = List.copyOf(dispatched);
        returned = List.copyOf(returned);
        waiting = List.copyOf(waiting);
    }

    record Completed(ContractId contract, String hash) {}

    record Signed(DailyReportId reportId, String wrapToken) {}

    record Waiting(EscrowId escrow, ContractId contract, Set<ReleaseCondition> conditions, boolean disputed) {
        public Waiting {
            conditions = Set.copyOf(conditions);
        }

        private Waiting disputed(boolean now) {
            return new Waiting(escrow, contract, conditions, now);
        }
    }

    static PendingReleases none() {
        return new PendingReleases(List.of(), List.of(), List.of(), null, List.of());
    }

    /** What is known once this has happened too; events that prove nothing change nothing. */
    PendingReleases after(Event event) {
        return switch (event) {
            case ContractCompleted e ->
                new PendingReleases(
                        plus(contracts, new Completed(e.contractId(), e.hash())),
                        dispatched,
                        returned,
                        report,
                        waiting);
            case DispatchInitialized e ->
                new PendingReleases(contracts, plus(dispatched, e.dispatchId()), returned, report, waiting);
            case GearReturned e ->
                new PendingReleases(contracts, dispatched, plus(returned, e.dispatchId()), report, waiting);
            case DailyReportSigned e ->
                new PendingReleases(contracts, dispatched, returned, new Signed(e.reportId(), e.wrapToken()), waiting);
            case EscrowLocked e ->
                waitingFor(plus(waiting, new Waiting(e.escrowId(), e.contractId(), e.conditions(), false)));
            case EscrowDisputed e -> waitingFor(changed(e.escrowId(), escrow -> escrow.disputed(true)));
            case EscrowDisputeSettled e -> waitingFor(changed(e.escrowId(), escrow -> escrow.disputed(false)));
            case EscrowReleased e -> without(e.escrowId());
            case EscrowRefunded e -> without(e.escrowId());
            case EscrowExpired e -> without(e.escrowId());
            default -> this;
        };
    }

    /** What is known once an escrow waits no longer. */
    PendingReleases without(EscrowId ended) {
        return waitingFor(waiting.stream()
                .filter(escrow -> !escrow.escrow().equals(ended))
                .toList());
    }

    /** The releases that are due now: of every escrow that waits for nothing more and is not disputed. */
    List<ReleaseEscrow> due(ProjectId project) {
        return waiting.stream()
                .filter(escrow -> !escrow.disputed())
                .map(escrow -> new Due(escrow, evidenceFor(escrow.contract())))
                .filter(due -> due.evidence().missing(due.escrow().conditions()).isEmpty())
                .map(due -> new ReleaseEscrow(project, due.escrow().escrow(), due.evidence()))
                .toList();
    }

    private record Due(Waiting escrow, ReleaseEvidence evidence) {}

    private ReleaseEvidence evidenceFor(ContractId contract) {
        String hash = null;
        for (var completed : contracts) {
            if (completed.contract().equals(contract)) {
                hash = completed.hash();
            }
        }
        // One piece still out means that the gear is not back: then none of it is evidence.
        boolean allBack = !dispatched.isEmpty() && Set.copyOf(returned).containsAll(dispatched);
        return new ReleaseEvidence(
                hash,
                allBack ? returned : List.of(),
                report == null ? null : report.reportId(),
                report == null ? null : report.wrapToken());
    }

    private PendingReleases waitingFor(List<Waiting> escrows) {
        return new PendingReleases(contracts, dispatched, returned, report, escrows);
    }

    private List<Waiting> changed(EscrowId id, UnaryOperator<Waiting> change) {
        return waiting.stream()
                .map(escrow -> escrow.escrow().equals(id) ? change.apply(escrow) : escrow)
                .toList();
    }

    private static <T> List<T> plus(List<T> before, T one) {
        var after = new ArrayList<>(before);
        after.add(one);
        return after;
    }
}
