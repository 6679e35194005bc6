package org.backlot.casting.api;

import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/** What may be asked of one casting call (CST-2, CST-5). Reasons are kept in the log; they name nobody. */
public sealed interface CallCommand extends Command {
    CastingCallId callId();

    @Override
    default String stream() {
        return "casting-call/" + callId();
    }

    /** @param contact how to reach whoever posts it; absent where they want applications only */
    record DraftCall(
            CastingCallId callId,
            WorkspaceId workspaceId,
            AccountId createdBy,
            CallContent content,
            @Nullable Personal<CastingLine> contact)
            implements CallCommand {}

    /**
     * Takes in a call that was found elsewhere (CST-4). A moderator looks at it. Its content is claimed in the same commit:
     * refused with {@code CALL_KNOWN} where another call has it.
     *
     * @param sourceUrl where it was found
     * @param contentHash of what it says, so that it is taken in once
     */
    record ImportCall(
            CastingCallId callId,
            CallContent content,
            @Nullable Personal<CastingLine> contact,
            String sourceUrl,
            String contentHash)
            implements CallCommand {}

    /**
     * Replaces what a call says; answered with the {@link CallStatus} that follows.
     *
     * @param contact absent to leave it as it is
     * @param verified whether the identity of the editor is verified now; if not, a published call is looked at again
     */
    record EditCall(
            CastingCallId callId,
            AccountId editedBy,
            CallContent content,
            @Nullable Personal<CastingLine> contact,
            boolean verified)
            implements CallCommand {}

    /**
     * Publishes a call, or has a moderator look at it first; answered with the {@link CallStatus} that follows.
     *
     * @param verified whether the identity of the publisher is verified now
     */
    record PublishCall(CastingCallId callId, AccountId publishedBy, boolean verified) implements CallCommand {}

    record CloseCall(CastingCallId callId, AccountId closedBy) implements CallCommand {}

    /**
     * Closes a call whose deadline has passed; answered with the {@link java.time.Instant} at which to ask again, or with
     * nothing where there is nothing left to close.
     */
    record CloseCallAtDeadline(CastingCallId callId) implements CallCommand {}

    record DeleteCall(CastingCallId callId, AccountId deletedBy, String reason) implements CallCommand {}

    record ApproveCall(CastingCallId callId, AccountId moderator, String reason) implements CallCommand {}

    record RejectCall(CastingCallId callId, AccountId moderator, String reason) implements CallCommand {}

    /** Corrects what a call says and approves it. */
    record AmendCall(CastingCallId callId, AccountId moderator, CallContent content, String reason)
            implements CallCommand {}

    /** @param into a published call that says the same */
    record MergeCall(CastingCallId callId, CastingCallId into, AccountId moderator, String reason)
            implements CallCommand {}

    /** Changes nothing; answered with the {@link CallStatus}. */
    record InspectCall(CastingCallId callId) implements CallCommand {}

    /** Changes nothing; answered with a {@link RoleTicket} where one may apply. */
    record InspectRole(CastingCallId callId, CastingRoleId roleId) implements CallCommand {}
}
