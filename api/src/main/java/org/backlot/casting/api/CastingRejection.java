package org.backlot.casting.api;

import org.backlot.shared.RejectionCode;

/** What may be wrong with profiles, calls and applications. */
public enum CastingRejection implements RejectionCode {
    PROFILE_EXISTS(409, "There is a profile already. Edit it instead."),
    PROFILE_REQUIRED(409, "Make a talent profile first."),
    BIRTH_DATE_INVALID(400, "A day of birth lies in the last 120 years."),
    PORTFOLIO_FULL(409, "A portfolio holds at most 40 items. Remove one first."),
    ASSET_NOT_READY(409, "This file is not uploaded, or is no photo, film or sound. Confirm the upload first."),

    NOT_A_MINOR(409, "A guardian is only for who is under 18."),
    GUARDIAN_NOT_ELIGIBLE(409, "A guardian is another person with a verified account, and no minor themselves."),
    GUARDIAN_NAMED_TOO_OFTEN(429, "A guardian is named three times a day at most: each of them gets a mail."),
    GUARDIAN_CONSENT_REQUIRED(403, "A guardian has to consent first. Name one, and ask them."),
    CONSENT_NOT_GIVEN(409, "There is no consent to withdraw."),

    VERIFICATION_REQUIRED(403, "Have your identity verified first; for a minor, the guardian's counts."),

    CALL_NOT_EDITABLE(409, "This call is over. Make another one."),
    CALL_NOT_OPEN(409, "This call takes no applications now."),
    CALL_NOT_IN_REVIEW(409, "This call does not wait for a moderator."),
    CALL_PUBLISHED_ALREADY(409, "This call is published, or waits for a moderator already."),
    CALL_ELSEWHERE(409, "This call was found elsewhere and takes applications there only."),
    DEADLINE_PASSED(409, "The deadline has to lie ahead, by two years at most."),
    DUPLICATE_ROLE(400, "Two roles of a call have the same id."),
    ROLE_UNKNOWN(404, "The call has no such role."),
    CALL_KNOWN(409, "A call with this content was taken in before."),
    SOURCE_KNOWN(409, "There is a source for this address already."),
    SOURCE_ADDRESS_REFUSED(400, "A source is a public https page, or a WhatsApp group or channel."),
    SOURCE_PAUSED(409, "This source is paused. Resume it first."),
    POST_SETTLED(409, "It is known already what became of this post."),
    NOT_A_CALL(422, "This text looks for nobody."),
    EXTRACTION_FAILED(502, "The model has answered what is not in the text. Repeat it, or write the call by hand."),
    MERGE_INTO_ITSELF(400, "A call is merged into another one, which is published."),

    ALREADY_APPLIED(409, "There was an application of yours for this role. One for each role is all."),
    APPLICATION_LIMIT_REACHED(429, "This month's applications are used up. They begin anew with the next month (UTC)."),
    SEARCH_SAVED_ALREADY(409, "You keep a search for the same already."),
    SEARCH_NAME_TAKEN(409, "You keep another search under this name."),
    SAVED_SEARCHES_FULL(409, "Fifty searches are kept at most. Delete one first."),

    OWN_CALL(409, "Who belongs to the workspace of a call does not apply to it."),
    STATUS_NOT_REACHABLE(409, "From where the application stands this cannot follow."),
    MATERIAL_WITHDRAWN(410, "The application was withdrawn, and its material with it.");

    private final int status;
    private final String message;

    CastingRejection(int status, String message) {
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
