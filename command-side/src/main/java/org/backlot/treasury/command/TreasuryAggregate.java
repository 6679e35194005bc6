package org.backlot.treasury.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.backlot.platform.command.Claims;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.EscrowId;
import org.backlot.treasury.api.EscrowReceipt;
import org.backlot.treasury.api.TreasuryCommand;
import org.backlot.treasury.api.TreasuryEvent;
import org.backlot.treasury.api.TreasuryRejection;
import org.jspecify.annotations.Nullable;

/** Hands commands to the rules of {@link Treasury} and keeps what they return. */
public class TreasuryAggregate {
    @AggregateIdentifier
    @Nullable
    String stream;

    private Treasury treasury = Treasury.unopened();

    protected TreasuryAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TreasuryCommand.OpenTreasury command, Clock clock) {
        decide(command, clock);
    }

    /** Also claims the escrow's id: two projects each have a treasury, and one id must not name money in both. */
    @CommandHandler
    EscrowReceipt handle(TreasuryCommand.LockEscrow command, Clock clock, Claims claims) {
        claims.claim("escrow", command.escrowId().toString(), command.stream(), CommonRejection.ID_TAKEN);
        return decide(command, command.escrowId(), clock);
    }

    @CommandHandler
    EscrowReceipt handle(TreasuryCommand.PartReleaseEscrow command, Clock clock) {
        return decide(command, command.escrowId(), clock);
    }

    /**
     * Pays out.
     *
     * @return whether the escrow is released by this evidence. A hold that was disputed or given back meanwhile answers
     *     false instead of failing: an exception would roll back the transaction of the process that asks, and it could
     *     never read on to the event that tells it why.
     */
    @CommandHandler
    boolean handle(TreasuryCommand.ReleaseEscrow command, Clock clock) {
        List<TreasuryEvent> events;
        try {
            events = treasury.decide(command, clock.instant());
        } catch (Rejection rejection) {
            if (rejection.code() == TreasuryRejection.ESCROW_NOT_LOCKED) {
                return false;
            }
            throw rejection;
        }
        events.forEach(event -> apply(event));
        return true;
    }

    @CommandHandler
    EscrowReceipt handle(TreasuryCommand.RefundEscrow command, Clock clock) {
        return decide(command, command.escrowId(), clock);
    }

    @CommandHandler
    EscrowReceipt handle(TreasuryCommand.ExpireEscrow command, Clock clock) {
        return decide(command, command.escrowId(), clock);
    }

    @CommandHandler
    EscrowReceipt handle(TreasuryCommand.DisputeEscrow command, Clock clock) {
        return decide(command, command.escrowId(), clock);
    }

    @CommandHandler
    EscrowReceipt handle(TreasuryCommand.SettleEscrowDispute command, Clock clock) {
        return decide(command, command.escrowId(), clock);
    }

    private EscrowReceipt decide(TreasuryCommand command, EscrowId escrow, Clock clock) {
        decide(command, clock);
        return treasury.receipt(escrow);
    }

    private void decide(TreasuryCommand command, Clock clock) {
        treasury.decide(command, clock.instant()).forEach(event -> apply(event));
    }

    @EventSourcingHandler
    void on(TreasuryEvent event) {
        stream = event.stream();
        treasury = treasury.evolve(event);
    }
}
