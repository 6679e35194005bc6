// One production's ids, amounts and commands, so that tests of its money read as sentences.
package org.backlot.treasury.command;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryCommand.DisputeEscrow;
import org.backlot.treasury.api.TreasuryCommand.ExpireEscrow;
import org.backlot.treasury.api.TreasuryCommand.LockEscrow;
import org.backlot.treasury.api.TreasuryCommand.OpenTreasury;
import org.backlot.treasury.api.TreasuryCommand.PartReleaseEscrow;
import org.backlot.treasury.api.TreasuryCommand.RefundEscrow;
import org.backlot.treasury.api.TreasuryCommand.ReleaseEscrow;
import org.backlot.treasury.api.TreasuryCommand.SettleEscrowDispute;

/** Words for the tests of a treasury. */
final class Production {
    static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
    static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(1, 2));
    static final AccountId LEAD = new AccountId(new UUID(2, 1));
    static final AccountId VENDOR = new AccountId(new UUID(2, 2));
    static final ContractId CONTRACT = new ContractId(new UUID(3, 1));
    static final Instant MORNING = Instant.parse("2026-11-20T06:00:00Z");
    static final Instant EXPIRY = MORNING.plus(Duration.ofDays(30));
    static final Set<ReleaseCondition> ALL = EnumSet.allOf(ReleaseCondition.class);

    private Production() {}

    static Money sar(long minorUnits) {
        return Money.of(minorUnits, "SAR");
    }

    static EscrowId escrow(int number) {
        return new EscrowId(new UUID(4, number));
    }

    static OpenTreasury open(long budget) {
        return new OpenTreasury(PROJECT, WORKSPACE, sar(budget));
    }

    static LockEscrow lock(int number, long amount) {
        return lock(number, sar(amount));
    }

    static LockEscrow lock(int number, Money amount) {
        return new LockEscrow(PROJECT, escrow(number), CONTRACT, VENDOR, amount, ALL, EXPIRY);
    }

    static PartReleaseEscrow partRelease(int number, long amount) {
        return new PartReleaseEscrow(PROJECT, escrow(number), sar(amount), LEAD);
    }

    static ReleaseEscrow release(int number, ReleaseEvidence evidence) {
        return new ReleaseEscrow(PROJECT, escrow(number), evidence);
    }

    static RefundEscrow refund(int number) {
        return new RefundEscrow(PROJECT, escrow(number), LEAD);
    }

    static ExpireEscrow expire(int number) {
        return new ExpireEscrow(PROJECT, escrow(number));
    }

    static DisputeEscrow dispute(int number, AccountId by) {
        return new DisputeEscrow(PROJECT, escrow(number), by, Personal.of("the lenses came back scratched"));
    }

    static SettleEscrowDispute settle(int number) {
        return new SettleEscrowDispute(PROJECT, escrow(number), LEAD);
    }

    static ReleaseEvidence complete() {
        return new ReleaseEvidence("c0ffee", List.of(dispatch(1)), new DailyReportId(new UUID(6, 1)), "token");
    }

    static DispatchId dispatch(int number) {
        return new DispatchId(new UUID(5, number));
    }
}
