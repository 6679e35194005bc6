package org.backlot.treasury.command;

import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import org.backlot.shared.Money;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;

/**
 * The balances of one project's accounts, final and pending apart. They follow from journal entries alone, so the rules can
 * never see other money than the ledger does.
 *
 * @param posted what has finally moved, per account
 * @param pending what is set aside and may still be given back, per account
 */
record Books(Currency currency, Map<LedgerAccount, Money> posted, Map<LedgerAccount, Money> pending) {
    Books {
        posted = Map.copyOf(posted);
        pending = Map.copyOf(pending);
    }

    static Books empty(Currency currency) {
        return new Books(currency, Map.of(), Map.of());
    }

    /** The books with one more entry in them. */
    Books after(JournalEntry entry) {
        return new Books(
                currency, added(posted, entry, Posting.Layer.POSTED), added(pending, entry, Posting.Layer.PENDING));
    }

    private Map<LedgerAccount, Money> added(Map<LedgerAccount, Money> before, JournalEntry entry, Posting.Layer layer) {
        var balances = new EnumMap<LedgerAccount, Money>(LedgerAccount.class);
        balances.putAll(before);
        for (var posting : entry.postings()) {
            if (posting.layer() == layer) {
                balances.merge(posting.account(), posting.amount(), Money::plus);
            }
        }
        return balances;
    }

    Money balance(LedgerAccount account, Posting.Layer layer) {
        return (layer == Posting.Layer.POSTED ? posted : pending).getOrDefault(account, Money.zero(currency));
    }

    /** What may still be set aside: the budget less what was paid and what is held. */
    Money available() {
        return balance(LedgerAccount.BUDGET, Posting.Layer.POSTED)
                .plus(balance(LedgerAccount.BUDGET, Posting.Layer.PENDING));
    }

    /** What all escrows hold together. */
    Money held() {
        return balance(LedgerAccount.ESCROW, Posting.Layer.PENDING);
    }

    /** What has been paid out. */
    Money paid() {
        return balance(LedgerAccount.PAID, Posting.Layer.POSTED);
    }
}
