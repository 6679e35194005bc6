package org.backlot.casting.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;
import org.jspecify.annotations.Nullable;

/** The life of a casting call: drafted or found, looked at, published, closed. */
public sealed interface CallEvent extends Event {
    CastingCallId callId();

    Instant at();

    @Override
    default String stream() {
        return "casting-call/" + callId();
    }

    @EventName("casting.CallDrafted")
    @Revision("1")
    record CallDrafted(
            CastingCallId callId,
            WorkspaceId workspaceId,
            AccountId createdBy,

            @NotPersonal("made to be published") CallContent content,

            Instant at)
            implements CallEvent {}

    /** It was found elsewhere (CST-4). How to reach whoever wrote it goes with the call, as nobody here knows them. */
    @EventName("casting.CallImported")
    @Revision("1")
    record CallImported(
            CastingCallId callId,

            @NotPersonal("was published already") CallContent content,

            @PersonalData(subject = "callId") Personal<CastingLine> contact,

            @NotPersonal("where it was found") String sourceUrl,

            @NotPersonal("a digest of what it says") String contentHash,

            Instant at)
            implements CallEvent {}

    @EventName("casting.CallContactSet")
    @Revision("1")
    record CallContactSet(
            CastingCallId callId,
            AccountId setBy,
            @PersonalData(subject = "setBy") Personal<CastingLine> contact,
            Instant at)
            implements CallEvent {}

    @EventName("casting.CallEdited")
    @Revision("1")
    record CallEdited(
            CastingCallId callId,
            AccountId editedBy,

            @NotPersonal("made to be published") CallContent content,

            Instant at)
            implements CallEvent {}

    @EventName("casting.CallSubmittedForReview")
    @Revision("1")
    record CallSubmittedForReview(CastingCallId callId, AccountId submittedBy, Instant at) implements CallEvent {}

    /** @param deadline when it closes by itself */
    @EventName("casting.CallPublished")
    @Revision("1")
    record CallPublished(
            CastingCallId callId,
            PublishGate gate,
            @Nullable Instant deadline,
            Instant at) implements CallEvent {}

    @EventName("casting.CallApproved")
    @Revision("1")
    record CallApproved(
            CastingCallId callId,
            AccountId moderator,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements CallEvent {}

    /** A moderator corrected what it says. */
    @EventName("casting.CallAmended")
    @Revision("1")
    record CallAmended(
            CastingCallId callId,
            AccountId moderator,

            @NotPersonal("made to be published") CallContent content,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements CallEvent {}

    @EventName("casting.CallRejected")
    @Revision("1")
    record CallRejected(
            CastingCallId callId,
            AccountId moderator,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements CallEvent {}

    /** @param into the published call that says the same */
    @EventName("casting.CallMerged")
    @Revision("1")
    record CallMerged(
            CastingCallId callId,
            CastingCallId into,
            AccountId moderator,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements CallEvent {}

    /** @param closedBy absent where the deadline did */
    @EventName("casting.CallClosed")
    @Revision("1")
    record CallClosed(
            CastingCallId callId,
            CloseCause cause,
            @Nullable AccountId closedBy,
            Instant at) implements CallEvent {}

    /** It is shown no more. What became of applications for it stays. */
    @EventName("casting.CallDeleted")
    @Revision("1")
    record CallDeleted(
            CastingCallId callId,
            AccountId deletedBy,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody")
            String reason,

            Instant at)
            implements CallEvent {}
}
