package org.backlot.treasury.api;

import org.backlot.shared.Money;

/**
 * One line of a journal entry.
 *
 * @param account which account of the project's ledger
 * @param layer whether the movement is final or may still be given back
 * @param amount a debit where positive, a credit where negative; never zero
 */
public record Posting(LedgerAccount account, Layer layer, Money amount) {
    /** A hold moves money in PENDING only; its end takes that back, and a payment moves it in POSTED. */
    public enum Layer {
        PENDING,
        POSTED
    }

    public Posting {
        if (amount.zero()) {
            throw new IllegalArgumentException("a posting of nothing is not a posting");
        }
    }
}
