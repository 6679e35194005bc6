// What may happen to a project's money, in the words of the contract it implements (TRE-1, TRE-2, TRE-4).
package org.backlot.treasury.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.treasury.command.Production.*;
import static org.backlot.treasury.command.TreasuryScenario.given;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryCommand.LockEscrow;
import org.backlot.treasury.api.TreasuryCommand.OpenTreasury;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputed;
import org.backlot.treasury.api.TreasuryEvent.EscrowExpired;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowPartReleased;
import org.backlot.treasury.api.TreasuryEvent.EscrowRefunded;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.backlot.treasury.api.TreasuryEvent.TreasuryOpened;
import org.backlot.treasury.api.TreasuryRejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TreasuryTest {
    @Test
    @DisplayName("TRE-1: a budget comes in as a debit of the budget and a credit of the funding, both final")
    void funding() {
        var opened = given(open(1_000)).thenOne(TreasuryOpened.class);

        assertThat(opened.journal().kind()).isEqualTo(JournalEntry.Kind.FUNDING);
        assertThat(opened.journal().postings())
                .containsExactly(
                        new Posting(LedgerAccount.BUDGET, Posting.Layer.POSTED, sar(1_000)),
                        new Posting(LedgerAccount.FUNDING, Posting.Layer.POSTED, sar(-1_000)));
    }

    @Test
    @DisplayName("TRE-1: opening the same treasury again does nothing, with another budget it is refused")
    void opened_twice() {
        var treasury = given(open(1_000));

        treasury.when(open(1_000)).thenNothing();
        treasury.rejects(open(2_000), CommonRejection.ID_TAKEN);
        given().rejects(new OpenTreasury(PROJECT, WORKSPACE, sar(0)), CommonRejection.FIELD_INVALID);
    }

    @Test
    @DisplayName("TRE-1: a hold is pending, a payment takes it back and moves final money")
    void hold_and_payment() {
        var treasury = given(open(1_000), lock(1, 400));
        assertThat(treasury.thenOne(EscrowLocked.class).journal().postings())
                .containsExactly(
                        new Posting(LedgerAccount.ESCROW, Posting.Layer.PENDING, sar(400)),
                        new Posting(LedgerAccount.BUDGET, Posting.Layer.PENDING, sar(-400)));

        var paid = treasury.when(release(1, complete())).thenOne(EscrowReleased.class);

        assertThat(paid.journal().kind()).isEqualTo(JournalEntry.Kind.PAYMENT);
        assertThat(paid.journal().postings())
                .containsExactlyInAnyOrder(
                        new Posting(LedgerAccount.ESCROW, Posting.Layer.PENDING, sar(-400)),
                        new Posting(LedgerAccount.BUDGET, Posting.Layer.PENDING, sar(400)),
                        new Posting(LedgerAccount.PAID, Posting.Layer.POSTED, sar(400)),
                        new Posting(LedgerAccount.BUDGET, Posting.Layer.POSTED, sar(-400)));
        assertThat(treasury.books().available()).isEqualTo(sar(600));
        assertThat(treasury.books().paid()).isEqualTo(sar(400));
        assertThat(treasury.books().held()).isEqualTo(sar(0));
    }

    @Test
    @DisplayName("TRE-1: the same decision names the same journal entry, every other one another")
    void entry_ids() {
        var first = given(open(1_000), lock(1, 400)).thenOne(EscrowLocked.class);
        var again = given(open(1_000), lock(1, 400)).thenOne(EscrowLocked.class);
        var part = given(open(1_000), lock(1, 400), partRelease(1, 10)).thenOne(EscrowPartReleased.class);
        var nextPart = given(open(1_000), lock(1, 400), partRelease(1, 10), partRelease(1, 10))
                .thenOne(EscrowPartReleased.class);

        assertThat(again.journal().entryId()).isEqualTo(first.journal().entryId());
        assertThat(Set.of(
                        first.journal().entryId(),
                        part.journal().entryId(),
                        nextPart.journal().entryId()))
                .hasSize(3);
    }

    @Test
    @DisplayName("TRE-2: a lock beyond the budget is refused and says what is available")
    void beyond_the_budget() {
        var treasury = given(open(1_000), lock(1, 600));

        var rejection = treasury.rejects(lock(2, 401), TreasuryRejection.BUDGET_EXCEEDED);

        assertThat(rejection.extras()).containsEntry("available", sar(400));
        treasury.when(lock(2, 400)).thenOne(EscrowLocked.class);
    }

    @Test
    @DisplayName(
            "TRE-2: locking the same escrow again does nothing, whatever became of it; another agreement is refused")
    void locked_twice() {
        var treasury = given(open(1_000), lock(1, 600));

        treasury.when(lock(1, 600)).thenNothing();
        treasury.rejects(lock(1, 601), CommonRejection.ID_TAKEN);
        treasury.when(refund(1)).when(lock(1, 600)).thenNothing();
    }

    @Test
    @DisplayName("TRE-2: nothing, a negative amount, no condition, the past and a foreign currency cannot be locked")
    void nonsense_locks() {
        var treasury = given(open(1_000));

        treasury.rejects(lock(1, 0), CommonRejection.FIELD_INVALID);
        treasury.rejects(lock(1, -5), CommonRejection.FIELD_INVALID);
        treasury.rejects(lock(1, Money.of(5, "INR")), TreasuryRejection.CURRENCY_MISMATCH);
        treasury.rejects(
                new LockEscrow(PROJECT, escrow(1), CONTRACT, VENDOR, sar(5), Set.of(), EXPIRY),
                CommonRejection.FIELD_INVALID);
        treasury.rejects(
                new LockEscrow(PROJECT, escrow(1), CONTRACT, VENDOR, sar(5), ALL, MORNING),
                CommonRejection.FIELD_INVALID);
        treasury.rejects(
                new LockEscrow(
                        PROJECT, escrow(1), CONTRACT, VENDOR, sar(5), ALL, MORNING.plus(Duration.ofDays(36_600))),
                CommonRejection.FIELD_INVALID);
    }

    @Test
    @DisplayName("TRE-2: parts are paid out of the hold, and never all of it")
    void part_releases() {
        var treasury = given(open(1_000), lock(1, 400));

        var part = treasury.when(partRelease(1, 150)).thenOne(EscrowPartReleased.class);

        assertThat(part.remaining()).isEqualTo(sar(250));
        assertThat(treasury.escrow(1).status()).isEqualTo(EscrowStatus.PART_RELEASED);
        assertThat(treasury.rejects(partRelease(1, 250), TreasuryRejection.PART_TOO_LARGE)
                        .extras())
                .containsEntry("remaining", sar(250));
        treasury.rejects(partRelease(1, 0), CommonRejection.FIELD_INVALID);
        assertThat(treasury.when(release(1, complete()))
                        .thenOne(EscrowReleased.class)
                        .amount())
                .isEqualTo(sar(250));
        assertThat(treasury.books().paid()).isEqualTo(sar(400));
    }

    @Test
    @DisplayName("TRE-4: complete evidence releases the escrow, once; the same evidence again does nothing")
    void releases_once() {
        var treasury = given(open(1_000), lock(1, 400), release(1, complete()));
        assertThat(treasury.thenOne(EscrowReleased.class).payee()).isEqualTo(VENDOR);

        treasury.when(release(1, complete())).thenNothing();
        treasury.rejects(
                release(1, new ReleaseEvidence("other", List.of(dispatch(1)), null, null)),
                TreasuryRejection.ESCROW_NOT_LOCKED);
    }

    @Test
    @DisplayName("TRE-4: incomplete evidence is refused with what is missing")
    void incomplete_evidence() {
        var treasury = given(open(1_000), lock(1, 400));

        var rejection = treasury.rejects(
                release(1, new ReleaseEvidence("c0ffee", List.of(), null, null)),
                TreasuryRejection.EVIDENCE_INCOMPLETE);

        assertThat(rejection.extras())
                .containsEntry(
                        "missing", List.of(ReleaseCondition.GEAR_RETURNED, ReleaseCondition.DAILY_REPORT_SIGNED));
    }

    @Test
    @DisplayName("TRE-2: a hold expires at its time and not before, and goes back to the budget")
    void expires() {
        var treasury = given(open(1_000), lock(1, 400));
        var early = treasury.at(EXPIRY.minusMillis(1)).rejects(expire(1), TreasuryRejection.ESCROW_NOT_DUE);
        assertThat(early.extras()).containsEntry("dueAt", EXPIRY);

        var expired = treasury.at(EXPIRY).when(expire(1)).thenOne(EscrowExpired.class);

        assertThat(expired.journal().kind()).isEqualTo(JournalEntry.Kind.EXPIRY);
        assertThat(expired.amount()).isEqualTo(sar(400));
        assertThat(treasury.books().available()).isEqualTo(sar(1_000));
        treasury.when(expire(1)).thenNothing();
    }

    @Test
    @DisplayName("TRE-2: the deadline of an escrow that ended another way does nothing")
    void deadline_after_the_end() {
        given(open(1_000), lock(1, 400), release(1, complete()))
                .at(EXPIRY)
                .when(expire(1))
                .thenNothing();
        given(open(1_000), lock(1, 400), refund(1)).at(EXPIRY).when(expire(1)).thenNothing();
    }

    @Test
    @DisplayName("TRE-2: nothing leaves a disputed escrow, not even by expiry, until it is settled")
    void disputed() {
        var treasury = given(open(1_000), lock(1, 400), partRelease(1, 100), dispute(1, VENDOR));
        treasury.thenOne(EscrowDisputed.class);

        treasury.rejects(release(1, complete()), TreasuryRejection.ESCROW_NOT_LOCKED);
        treasury.rejects(partRelease(1, 5), TreasuryRejection.ESCROW_NOT_LOCKED);
        treasury.at(EXPIRY).rejects(expire(1), TreasuryRejection.ESCROW_DISPUTED);
        treasury.when(dispute(1, VENDOR)).thenNothing();
        treasury.rejects(dispute(1, LEAD), TreasuryRejection.ESCROW_NOT_LOCKED);

        treasury.when(settle(1));
        assertThat(treasury.escrow(1).status()).isEqualTo(EscrowStatus.PART_RELEASED);
        assertThat(treasury.when(release(1, complete()))
                        .thenOne(EscrowReleased.class)
                        .amount())
                .isEqualTo(sar(300));
    }

    @Test
    @DisplayName("TRE-2: a refund gives the rest back, and settles a dispute too")
    void refunds() {
        var refunded = given(open(1_000), lock(1, 400), partRelease(1, 100), dispute(1, VENDOR), refund(1))
                .thenOne(EscrowRefunded.class);
        assertThat(refunded.amount()).isEqualTo(sar(300));
        assertThat(refunded.journal().kind()).isEqualTo(JournalEntry.Kind.VOID);

        var treasury = given(open(1_000), lock(1, 400), refund(1));
        treasury.rejects(refund(1), TreasuryRejection.ESCROW_NOT_LOCKED);
        treasury.rejects(release(1, complete()), TreasuryRejection.ESCROW_NOT_LOCKED);
        treasury.rejects(settle(1), TreasuryRejection.ESCROW_NOT_DISPUTED);
    }

    @Test
    @DisplayName("TRE-2: an escrow that was never locked is unfunded and does nothing")
    void unfunded() {
        var treasury = given(open(1_000));

        assertThat(treasury.escrow(9).status()).isEqualTo(EscrowStatus.UNFUNDED);
        assertThat(treasury.rejects(refund(9), TreasuryRejection.ESCROW_NOT_LOCKED)
                        .extras())
                .containsEntry("status", "UNFUNDED");
        treasury.rejects(expire(9), TreasuryRejection.ESCROW_NOT_LOCKED);
        given().rejects(lock(1, 5), CommonRejection.NOT_FOUND);
    }
}
