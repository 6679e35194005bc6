package org.backlot.casting.api.ingestion;

import org.backlot.shared.Command;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.Personal;

/** What may be asked of one post. */
public sealed interface FoundPostCommand extends Command {
    FoundPostId postId();

    @Override
    default String stream() {
        return "found-post/" + postId();
    }

    /** Keeps a post; answered with whether it is new. */
    record KeepPost(
            FoundPostId postId,
            IngestionSourceId sourceId,
            Personal<PostText> text,
            String sourceUrl,
            ContentHash contentHash)
            implements FoundPostCommand {}

    /** Says why nothing became of it so far. */
    record PostponePost(FoundPostId postId, WaitReason why) implements FoundPostCommand {}

    /** Says that it became a call. */
    record TakeInPost(FoundPostId postId, CastingCallId callId, ExtractedBy extractedBy) implements FoundPostCommand {}

    /** Says that it becomes none. */
    record SetPostAside(FoundPostId postId, SetAsideReason why) implements FoundPostCommand {}

    /** Says so for a moderator. */
    record DismissPost(FoundPostId postId, AccountId moderator, String note) implements FoundPostCommand {}

    /**
     * Forgets its text where that is due; answered with the {@link java.time.Instant} at which to ask again, or with
     * nothing where there is nothing left to forget.
     */
    record ForgetPost(FoundPostId postId) implements FoundPostCommand {}

    /** Changes nothing; answered with a {@link WaitingPost}, or with nothing where it does not wait. */
    record InspectPost(FoundPostId postId) implements FoundPostCommand {}
}
