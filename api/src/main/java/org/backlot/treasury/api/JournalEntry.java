package org.backlot.treasury.api;

import java.util.List;
import org.backlot.shared.Money;
import org.backlot.shared.id.JournalEntryId;

/**
 * One movement of money. Its postings sum to zero in each layer, or it cannot be made.
 *
 * @param entryId names the entry
 * @param kind what it does
 * @param postings two or more, of one currency
 */
public record JournalEntry(JournalEntryId entryId, Kind kind, List<Posting> postings) {
    /** What a journal entry does. A HOLD ends exactly once: in a PAYMENT, a VOID or an EXPIRY. */
    public enum Kind {
        FUNDING,
        HOLD,
        PAYMENT,
        VOID,
        EXPIRY
    }

    public JournalEntry {
        postings = List.copyOf(postings);
        if (postings.size() < 2) {
            throw new IllegalArgumentException("a journal entry has at least two postings");
        }
        for (var layer : Posting.Layer.values()) {
            Money sum = sumOf(postings, layer);
            if (!sum.zero()) {
                throw new IllegalArgumentException(
                        "postings must sum to zero, but %s sums to %s".formatted(layer, sum));
            }
        }
    }

    private static Money sumOf(List<Posting> postings, Posting.Layer layer) {
        var sum = Money.zero(postings.getFirst().amount().currency());
        for (var posting : postings) {
            // Adding a foreign currency is refused by Money, whichever layer it is in.
            sum = posting.layer() == layer
                    ? sum.plus(posting.amount())
                    : sum.plus(Money.zero(posting.amount().currency()));
        }
        return sum;
    }
}
