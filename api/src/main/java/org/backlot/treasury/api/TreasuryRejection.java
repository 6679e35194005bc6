package org.backlot.treasury.api;

import org.backlot.shared.RejectionCode;

/** Why a treasury or a contract refuses; each says what to do next. */
public enum TreasuryRejection implements RejectionCode {
    /** Carries {@code available}. */
    BUDGET_EXCEEDED(409, "The budget does not cover this. Lock at most what 'available' says, or free another escrow."),
    CURRENCY_MISMATCH(400, "A project's money is in one currency. Give the amount in the currency of its budget."),
    /** Carries {@code status}. */
    ESCROW_NOT_LOCKED(409, "This escrow does not hold money that may move now. Look at its status first."),
    /** Carries {@code missing}. */
    EVIDENCE_INCOMPLETE(409, "The escrow stays locked until everything listed under 'missing' is proved."),
    /** Carries {@code remaining}. */
    PART_TOO_LARGE(409, "A part is less than what is held. Pay less; the rest is paid by evidence alone."),
    ESCROW_NOT_DISPUTED(409, "There is no dispute to settle."),
    ESCROW_DISPUTED(409, "The escrow is disputed and does not expire. Settle or refund it first."),
    /** Carries {@code expiresAt}. */
    ESCROW_NOT_DUE(409, "The escrow may not expire before its time."),
    PAYEE_NOT_ACTIVE(409, "The payee has no active, verified account. Ask them to register and verify it first."),
    SIGNATORY_NOT_ACTIVE(409, "A signatory has no active, verified account. Ask them to register and verify it first."),
    /** Carries {@code yourPlace} and {@code nextPlace}, both from 0. */
    SIGNATORY_NOT_NEXT(409, "The parties sign in order and it is not your turn. Wait for 'nextPlace' to sign."),
    NOT_A_SIGNATORY(403, "Only the signatories of this contract may sign it."),
    /** Carries {@code termsDigest}. */
    TERMS_CHANGED(409, "These are not the terms of this contract. Read them again and sign the digest you then see."),
    CONTRACT_NOT_COMPLETE(409, "The contract still waits for signatures. Its evidence exists once all have signed.");

    private final int status;
    private final String message;

    TreasuryRejection(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
