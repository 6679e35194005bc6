package org.backlot.identity.api;

import org.backlot.shared.RejectionCode;

/** Why the provider of Nafath gave no code. Whoever asked is refused with the code that belongs to it. */
public enum NafathFailure {
    /** No answer in the time that was given to it. What became of the question there is not known. */
    TIMED_OUT(IdentityRejection.NAFATH_TIMED_OUT),
    /** It cannot be reached, or says that it has no time or is broken. */
    UNAVAILABLE(IdentityRejection.NAFATH_UNAVAILABLE),
    /** It does not take the key of this installation. */
    KEY_REFUSED(IdentityRejection.NAFATH_KEY_REFUSED),
    /** It does not take this national ID. */
    REFUSED(IdentityRejection.NAFATH_REFUSED),
    /** Its answer is none that is documented. */
    ANSWER_UNUSABLE(IdentityRejection.NAFATH_ANSWER_UNUSABLE);

    private final RejectionCode refusal;

    NafathFailure(RejectionCode refusal) {
        this.refusal = refusal;
    }

    /** What whoever asked is refused with. */
    public RejectionCode refusal() {
        return refusal;
    }
}
