package org.backlot.treasury.query;

import java.time.Instant;
import org.backlot.shared.Money;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.JournalEntryId;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.jspecify.annotations.Nullable;

/**
 * One line of a project's ledger.
 *
 * @param position where its fact lies in the log
 * @param date when it was recorded
 * @param kind what the journal entry does
 * @param escrowId the escrow it is about; absent on the funding
 * @param layer POSTED where final, PENDING where it may still be given back
 * @param debit the amount where it is a debit
 * @param credit the amount where it is a credit, not negative
 * @param balance of the account in this layer, right after the line; debits less credits
 */
public record LedgerLine(
        long position,
        Instant date,
        JournalEntryId entryId,
        JournalEntry.Kind kind,
        @Nullable EscrowId escrowId,
        LedgerAccount account,
        Posting.Layer layer,
        @Nullable Money debit,
        @Nullable Money credit,
        Money balance) {}
