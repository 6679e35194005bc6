package org.backlot.treasury.api;

/** The accounts of one project's ledger. A positive posting is a debit. */
public enum LedgerAccount {
    /** Where the money comes from; its balance is minus what was put in. */
    FUNDING,
    /** What the production may still spend or set aside. */
    BUDGET,
    /** What is set aside: held for a contract, pending until posted or given back. */
    ESCROW,
    /** What has been paid out to the other party of a contract. */
    PAID
}
