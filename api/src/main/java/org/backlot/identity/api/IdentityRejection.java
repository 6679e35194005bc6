package org.backlot.identity.api;

import org.backlot.shared.RejectionCode;

/** What may be wrong when people register, sign in, or join and leave workspaces and crews. */
public enum IdentityRejection implements RejectionCode {
    EMAIL_TAKEN(409, "This e-mail address cannot be registered. Sign in instead, or use another address."),
    ROLE_NOT_OPEN(403, "This role is given by the operator alone. Register as talent, vendor or production."),
    PASSWORD_TOO_COMMON(
            400, "This password is among the first that an attacker tries. Choose a longer, less usual one."),

    VERIFICATION_CODE_WRONG(400, "The code is wrong. Look at the newest message, or ask for another code."),
    VERIFICATION_CODE_EXPIRED(409, "The code has expired. Ask for another one."),
    VERIFICATION_CODE_VOID(409, "Too many wrong tries: the code is void. Ask for another one."),
    VERIFICATION_CODE_TOO_SOON(429, "A code was sent a moment ago. Look into the mailbox, or wait and ask again."),

    CREDENTIALS_WRONG(401, "E-mail address or password is wrong."),
    EMAIL_NOT_VERIFIED(403, "Verify the e-mail address first, with the code that was sent to it."),
    ACCESS_TOKEN_EXPIRED(401, "The access token has expired. Get another one with the refresh token."),
    REFRESH_TOKEN_WRONG(401, "This refresh token is not valid. Sign in again."),
    REFRESH_TOKEN_EXPIRED(401, "The refresh token has expired. Sign in again."),
    REFRESH_TOKEN_REUSED(
            401, "This refresh token was used before: somebody holds a copy. The session is over; sign in again."),
    SESSION_ENDED(401, "This session is over. Sign in again."),
    WORKSPACE_LEFT(403, "You are no longer a member of this session's workspace. Sign in again."),

    LAST_OWNER(409, "A workspace is never without an owner. Make somebody else an owner first."),
    OWNER_REQUIRED(403, "Only an owner may make, change or remove an owner."),
    MEMBER_UNKNOWN(404, "There is no such member in this workspace."),
    ALREADY_MEMBER(409, "This account is a member already. Change its role instead."),
    INVITATION_NOT_YOURS(403, "This invitation is for another e-mail address. Sign in with the account that owns it."),
    INVITATION_EXPIRED(409, "The invitation has expired. Ask for another one."),
    INVITATION_USED(409, "The invitation was accepted already."),
    INVITATION_WITHDRAWN(409, "Whoever sent this invitation may no longer invite. Ask for another one."),

    NAFATH_PENDING(409, "A request to Nafath is open. Answer it in the Nafath app, or wait as Retry-After says."),
    NAFATH_VERIFIED_BEFORE(409, "This account was verified by Nafath before. Renew that instead."),
    NAFATH_NEVER_VERIFIED(409, "This account was never verified by Nafath. Initiate a verification instead."),
    NATIONAL_ID_OTHER(409, "This account was verified with another national ID. Renew it with that one."),
    NAFATH_REFUSED(422, "Nafath does not take this national ID. Check that it is registered in the Nafath app."),
    NAFATH_TIMED_OUT(504, "Nafath has not answered in time. Try again in a moment."),
    NAFATH_UNAVAILABLE(503, "Nafath cannot be reached, or has no time. Try again later."),
    NAFATH_KEY_REFUSED(
            502, "The service that leads to Nafath does not take the key of this system. Tell its operator."),
    NAFATH_ANSWER_UNUSABLE(502, "The service that leads to Nafath answered something unknown. Tell the operator."),
    NAFATH_SECRET_WRONG(401, "The password of this notice is wrong."),

    ACCOUNT_UNKNOWN(404, "There is no active account with this id."),
    LAST_LEAD(409, "A project is never without a lead. Give somebody else OVERRIDE first.");

    private final int status;
    private final String message;

    IdentityRejection(int status, String message) {
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
