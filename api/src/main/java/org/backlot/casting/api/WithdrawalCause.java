package org.backlot.casting.api;

/** Why an application was withdrawn. */
public enum WithdrawalCause {
    /** Whoever applied, or their guardian, did not want it any more. */
    APPLICANT,
    /** Nobody consents for a minor any more. */
    CONSENT_GONE,
    /** Whoever applied was forgotten. */
    ACCOUNT_ERASED
}
