package org.backlot.casting.api.ingestion;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;
import org.jspecify.annotations.Nullable;

/** What becomes of a post that may be a casting call. Its text goes thirty days after that is known. */
public sealed interface FoundPostEvent extends Event {
    FoundPostId postId();

    Instant at();

    @Override
    default String stream() {
        return "found-post/" + postId();
    }

    /** Who wrote it is not kept; whom it names is sealed with the rest of it. */
    @EventName("casting.PostFound")
    @Revision("1")
    record PostFound(
            FoundPostId postId,
            IngestionSourceId sourceId,
            @PersonalData(subject = "postId") Personal<PostText> text,

            @NotPersonal("where it was found") String sourceUrl,

            @NotPersonal("a digest of what it says") ContentHash contentHash,

            Instant at)
            implements FoundPostEvent {}

    /** It waits, for this reason and no longer for another. */
    @EventName("casting.PostPostponed")
    @Revision("1")
    record PostPostponed(FoundPostId postId, WaitReason why, Instant at) implements FoundPostEvent {}

    @EventName("casting.PostTakenIn")
    @Revision("1")
    record PostTakenIn(FoundPostId postId, CastingCallId callId, ExtractedBy extractedBy, Instant at)
            implements FoundPostEvent {}

    /** @param moderator absent where nobody had to look */
    @EventName("casting.PostSetAside")
    @Revision("1")
    record PostSetAside(
            FoundPostId postId,
            SetAsideReason why,
            @Nullable AccountId moderator,

            @NotPersonal("why, in one line; whoever writes it is told to name nobody") @Nullable
            String note,

            Instant at)
            implements FoundPostEvent {}

    /** Its text is gone. */
    @EventName("casting.PostForgotten")
    @Revision("1")
    record PostForgotten(FoundPostId postId, Instant at) implements FoundPostEvent {}
}
