package org.backlot.treasury.command;

import static org.backlot.treasury.api.LedgerAccount.BUDGET;
import static org.backlot.treasury.api.LedgerAccount.ESCROW;
import static org.backlot.treasury.api.LedgerAccount.FUNDING;
import static org.backlot.treasury.api.LedgerAccount.PAID;
import static org.backlot.treasury.api.Posting.Layer.PENDING;
import static org.backlot.treasury.api.Posting.Layer.POSTED;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.backlot.shared.Money;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.JournalEntryId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.JournalEntry.Kind;
import org.backlot.treasury.api.Posting;

/**
 * The journal entries of a treasury: which accounts each movement touches, in which layer. Their ids follow from what they
 * are about, so the same decision taken twice names the same entry.
 */
final class Movements {
    private Movements() {}

    /** The budget comes in. */
    static JournalEntry funding(ProjectId project, Money budget) {
        return entry(
                project.toString(),
                Kind.FUNDING,
                0,
                new Posting(BUDGET, POSTED, budget),
                new Posting(FUNDING, POSTED, budget.negated()));
    }

    /** Money is set aside. */
    static JournalEntry hold(EscrowId escrow, Money amount) {
        return entry(
                escrow.toString(),
                Kind.HOLD,
                0,
                new Posting(ESCROW, PENDING, amount),
                new Posting(BUDGET, PENDING, amount.negated()));
    }

    /**
     * Held money, or a part of it, is paid out.
     *
     * @param count how many payments this escrow made before
     */
    static JournalEntry payment(EscrowId escrow, int count, Money amount) {
        return entry(
                escrow.toString(),
                Kind.PAYMENT,
                count,
                new Posting(ESCROW, PENDING, amount.negated()),
                new Posting(BUDGET, PENDING, amount),
                new Posting(PAID, POSTED, amount),
                new Posting(BUDGET, POSTED, amount.negated()));
    }

    /** The rest of a hold goes back to the budget, by agreement. */
    static JournalEntry voided(EscrowId escrow, Money held) {
        return givenBack(escrow, Kind.VOID, held);
    }

    /** The rest of a hold goes back to the budget, by time. */
    static JournalEntry expiry(EscrowId escrow, Money held) {
        return givenBack(escrow, Kind.EXPIRY, held);
    }

    private static JournalEntry givenBack(EscrowId escrow, Kind kind, Money held) {
        return entry(
                escrow.toString(),
                kind,
                0,
                new Posting(ESCROW, PENDING, held.negated()),
                new Posting(BUDGET, PENDING, held));
    }

    private static JournalEntry entry(String about, Kind kind, int count, Posting... postings) {
        var name = "%s/%s/%d".formatted(about, kind, count);
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new JournalEntry(new JournalEntryId(id), kind, List.of(postings));
    }
}
