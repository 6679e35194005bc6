package org.backlot.treasury.command;

import static org.backlot.treasury.api.TreasuryRejection.CURRENCY_MISMATCH;
import static org.backlot.treasury.api.TreasuryRejection.ESCROW_DISPUTED;
import static org.backlot.treasury.api.TreasuryRejection.ESCROW_NOT_DISPUTED;
import static org.backlot.treasury.api.TreasuryRejection.ESCROW_NOT_DUE;
import static org.backlot.treasury.api.TreasuryRejection.ESCROW_NOT_LOCKED;
import static org.backlot.treasury.api.TreasuryRejection.EVIDENCE_INCOMPLETE;
import static org.backlot.treasury.api.TreasuryRejection.PART_TOO_LARGE;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryCommand.DisputeEscrow;
import org.backlot.treasury.api.TreasuryCommand.ExpireEscrow;
import org.backlot.treasury.api.TreasuryCommand.LockEscrow;
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

/** The life of an escrow: unfunded, locked, perhaps disputed, then ended exactly once (TRE-2). */
sealed interface Escrow {
    /** Longer than any production; keeps a mistyped year out of the schedule of deadlines. */
    Duration LONGEST_HOLD = Duration.ofDays(3660);

    /** What was agreed when the money was locked; it does not change afterwards. */
    record Agreement(
            ContractId contract, AccountId payee, Money amount, Set<ReleaseCondition> conditions, Instant expiresAt) {
        public Agreement {
            conditions = Set.copyOf(conditions);
        }

        static Agreement of(LockEscrow command) {
            return new Agreement(
                    command.contractId(),
                    command.payee(),
                    command.amount(),
                    command.conditions(),
                    wholeMilliseconds(command.expiresAt()));
        }
    }

    record Unfunded() implements Escrow {}

    /**
     * Money is held.
     *
     * @param held what part releases have left of it
     * @param parts how many part releases there were
     */
    record Locked(Agreement agreement, Money held, int parts) implements Escrow {}

    /** Money is held and nothing may move. */
    record Disputed(Locked before, AccountId raisedBy) implements Escrow {}

    /**
     * The hold is over.
     *
     * @param how RELEASED, REFUNDED or EXPIRED
     * @param evidence what a release was proved by
     */
    record Ended(Agreement agreement, EscrowStatus how, Optional<ReleaseEvidence> evidence) implements Escrow {}

    default Escrow evolve(TreasuryEvent event) {
        return switch (event) {
            case EscrowLocked e ->
                new Locked(
                        new Agreement(e.contractId(), e.payee(), e.amount(), e.conditions(), e.expiresAt()),
                        e.amount(),
                        0);
            case EscrowPartReleased e -> new Locked(locked().agreement(), e.remaining(), locked().parts() + 1);
            case EscrowReleased e -> new Ended(locked().agreement(), EscrowStatus.RELEASED, Optional.of(e.evidence()));
            case EscrowRefunded _ -> new Ended(locked().agreement(), EscrowStatus.REFUNDED, Optional.empty());
            case EscrowExpired _ -> new Ended(locked().agreement(), EscrowStatus.EXPIRED, Optional.empty());
            case EscrowDisputed e -> new Disputed(locked(), e.raisedBy());
            case EscrowDisputeSettled _ -> locked();
            case TreasuryOpened _ -> this;
        };
    }

    /** The hold as it is, disputed or not. */
    private Locked locked() {
        return switch (this) {
            case Locked locked -> locked;
            case Disputed disputed -> disputed.before();
            case Unfunded _, Ended _ -> throw new IllegalStateException("nothing is held");
        };
    }

    default EscrowStatus status() {
        return switch (this) {
            case Unfunded _ -> EscrowStatus.UNFUNDED;
            case Locked locked -> locked.parts() == 0 ? EscrowStatus.LOCKED : EscrowStatus.PART_RELEASED;
            case Disputed _ -> EscrowStatus.DISPUTED;
            case Ended ended -> ended.how();
        };
    }

    /** What was agreed; empty while nothing was. */
    default Optional<Agreement> agreed() {
        return switch (this) {
            case Unfunded _ -> Optional.empty();
            case Locked locked -> Optional.of(locked.agreement());
            case Disputed disputed -> Optional.of(disputed.before().agreement());
            case Ended ended -> Optional.of(ended.agreement());
        };
    }

    /** What is held at this moment; empty where nothing ever was. */
    default Optional<Money> remaining() {
        return switch (this) {
            case Unfunded _ -> Optional.empty();
            case Locked locked -> Optional.of(locked.held());
            case Disputed disputed -> Optional.of(disputed.before().held());
            case Ended ended ->
                Optional.of(Money.zero(ended.agreement().amount().currency()));
        };
    }

    /**
     * Sets money aside. Whether the budget covers it is the treasury's to say.
     *
     * @throws Rejection {@code ID_TAKEN} where the id names another agreement, {@code FIELD_INVALID}
     */
    default List<TreasuryEvent> lock(LockEscrow command, Instant now) {
        var agreement = Agreement.of(command);
        var before = agreed();
        if (before.isPresent()) {
            if (before.get().equals(agreement)) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN).at("escrowId");
        }
        if (!agreement.amount().positive()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "must be more than zero")
                    .at("amount.amount");
        }
        if (agreement.conditions().isEmpty()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "must name at least one condition, or be left out")
                    .at("conditions");
        }
        if (!agreement.expiresAt().isAfter(now) || agreement.expiresAt().isAfter(now.plus(LONGEST_HOLD))) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "must lie in the future, at most ten years ahead")
                    .at("expiresAt");
        }
        return List.of(new EscrowLocked(
                command.projectId(),
                command.escrowId(),
                agreement.contract(),
                agreement.payee(),
                agreement.amount(),
                agreement.conditions(),
                agreement.expiresAt(),
                Movements.hold(command.escrowId(), agreement.amount()),
                now));
    }

    /**
     * Pays a part out before the evidence is complete.
     *
     * @throws Rejection {@code ESCROW_NOT_LOCKED}, {@code PART_TOO_LARGE} (with what remains), {@code CURRENCY_MISMATCH}
     */
    default List<TreasuryEvent> partRelease(PartReleaseEscrow command, Instant now) {
        if (!(this instanceof Locked locked)) {
            throw notLocked();
        }
        if (!command.amount().currency().equals(locked.held().currency())) {
            throw Rejection.of(CURRENCY_MISMATCH).at("amount.currency");
        }
        if (!command.amount().positive()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "must be more than zero")
                    .at("amount.amount");
        }
        if (!locked.held().moreThan(command.amount())) {
            throw Rejection.of(PART_TOO_LARGE).at("amount.amount").with("remaining", locked.held());
        }
        return List.of(new EscrowPartReleased(
                command.projectId(),
                command.escrowId(),
                command.amount(),
                locked.held().minus(command.amount()),
                command.approvedBy(),
                Movements.payment(command.escrowId(), locked.parts(), command.amount()),
                now));
    }

    /**
     * Pays all that is held. Asked again with the same evidence it does nothing, so that the process that asks may repeat.
     * A hold past its time that has not expired yet still pays: what was proved counts, not how fast the deadline ran.
     *
     * @throws Rejection {@code ESCROW_NOT_LOCKED}, {@code EVIDENCE_INCOMPLETE} (lists what is missing)
     */
    default List<TreasuryEvent> release(ReleaseEscrow command, Instant now) {
        return switch (this) {
            case Locked locked -> {
                var missing = command.evidence().missing(locked.agreement().conditions());
                if (!missing.isEmpty()) {
                    throw Rejection.of(EVIDENCE_INCOMPLETE).with("missing", missing);
                }
                yield List.of(new EscrowReleased(
                        command.projectId(),
                        command.escrowId(),
                        locked.agreement().payee(),
                        locked.held(),
                        command.evidence(),
                        Movements.payment(command.escrowId(), locked.parts(), locked.held()),
                        now));
            }
            case Ended ended when ended.evidence().equals(Optional.of(command.evidence())) -> List.of();
            case Unfunded _, Disputed _, Ended _ -> throw notLocked();
        };
    }

    /** Gives back what is held, also to end a dispute. Throws {@code ESCROW_NOT_LOCKED}. */
    default List<TreasuryEvent> refund(RefundEscrow command, Instant now) {
        return switch (this) {
            case Locked _, Disputed _ ->
                List.of(new EscrowRefunded(
                        command.projectId(),
                        command.escrowId(),
                        locked().held(),
                        command.refundedBy(),
                        Movements.voided(command.escrowId(), locked().held()),
                        now));
            case Unfunded _, Ended _ -> throw notLocked();
        };
    }

    /**
     * Gives back what is held once its time is over; does nothing where the hold has ended another way.
     *
     * @throws Rejection {@code ESCROW_NOT_DUE} with {@code dueAt}, {@code ESCROW_DISPUTED}, {@code ESCROW_NOT_LOCKED} where
     *     there never was an escrow
     */
    default List<TreasuryEvent> expire(ExpireEscrow command, Instant now) {
        return switch (this) {
            case Locked locked
            when now.isBefore(locked.agreement().expiresAt()) ->
                throw Rejection.of(ESCROW_NOT_DUE)
                        .with("dueAt", locked.agreement().expiresAt());
            case Locked locked ->
                List.of(new EscrowExpired(
                        command.projectId(),
                        command.escrowId(),
                        locked.held(),
                        Movements.expiry(command.escrowId(), locked.held()),
                        now));
            case Disputed _ -> throw Rejection.of(ESCROW_DISPUTED);
            case Ended _ -> List.of();
            case Unfunded _ -> throw notLocked();
        };
    }

    /** Stops every movement. Raised again by the same person it does nothing. Throws {@code ESCROW_NOT_LOCKED}. */
    default List<TreasuryEvent> dispute(DisputeEscrow command, Instant now) {
        return switch (this) {
            case Locked _ ->
                List.of(new EscrowDisputed(
                        command.projectId(), command.escrowId(), command.raisedBy(), command.reason(), now));
            case Disputed disputed when disputed.raisedBy().equals(command.raisedBy()) -> List.of();
            case Unfunded _, Disputed _, Ended _ -> throw notLocked();
        };
    }

    /** Goes on as before the dispute. Throws {@code ESCROW_NOT_DISPUTED}. */
    default List<TreasuryEvent> settle(SettleEscrowDispute command, Instant now) {
        if (!(this instanceof Disputed)) {
            throw Rejection.of(ESCROW_NOT_DISPUTED).with("status", status().name());
        }
        return List.of(new EscrowDisputeSettled(command.projectId(), command.escrowId(), command.settledBy(), now));
    }

    private Rejection notLocked() {
        return Rejection.of(ESCROW_NOT_LOCKED).with("status", status().name());
    }

    // Views and deadlines keep microseconds: a finer instant would read back as another one.
    private static Instant wholeMilliseconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
