package org.backlot.casting.command.post;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.ingestion.ContentHash;
import org.backlot.casting.api.ingestion.FoundPostCommand.DismissPost;
import org.backlot.casting.api.ingestion.FoundPostCommand.KeepPost;
import org.backlot.casting.api.ingestion.FoundPostCommand.PostponePost;
import org.backlot.casting.api.ingestion.FoundPostCommand.SetPostAside;
import org.backlot.casting.api.ingestion.FoundPostCommand.TakeInPost;
import org.backlot.casting.api.ingestion.FoundPostEvent;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostForgotten;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostFound;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostPostponed;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostSetAside;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostTakenIn;
import org.backlot.casting.api.ingestion.PostText;
import org.backlot.casting.api.ingestion.SetAsideReason;
import org.backlot.casting.api.ingestion.WaitReason;
import org.backlot.casting.api.ingestion.WaitingPost;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.personal.Personal;

/** A post from when it is found until it is known what it is, and until its text is forgotten (CST-4). */
sealed interface FoundPost {
    /** So long a moderator may compare a call with what it was made of. */
    Duration KEPT = Duration.ofDays(30);

    record Absent() implements FoundPost {}

    /** @param why why nothing became of it so far; empty before the first try */
    record Waiting(
            FoundPostId postId,
            Personal<PostText> text,
            String sourceUrl,
            ContentHash contentHash,
            Optional<WaitReason> why)
            implements FoundPost {}

    record Settled(FoundPostId postId, Instant at) implements FoundPost {}

    record Forgotten() implements FoundPost {}

    static FoundPost absent() {
        return new Absent();
    }

    default FoundPost evolve(FoundPostEvent event) {
        return switch (event) {
            case PostFound e -> new Waiting(e.postId(), e.text(), e.sourceUrl(), e.contentHash(), Optional.empty());
            case PostPostponed e ->
                this instanceof Waiting post
                        ? new Waiting(
                                post.postId(), post.text(), post.sourceUrl(), post.contentHash(), Optional.of(e.why()))
                        : this;
            case PostTakenIn e -> new Settled(e.postId(), e.at());
            case PostSetAside e -> new Settled(e.postId(), e.at());
            case PostForgotten _ -> new Forgotten();
        };
    }

    /** Keeps what was found; found again it is nothing new, whatever became of it. */
    default List<FoundPostEvent> keep(KeepPost command, Instant now) {
        return this instanceof Absent
                ? List.of(new PostFound(
                        command.postId(),
                        command.sourceId(),
                        command.text(),
                        command.sourceUrl(),
                        command.contentHash(),
                        now))
                : List.of();
    }

    /** Keeps why it waits, where that is another reason than before. */
    default List<FoundPostEvent> postpone(PostponePost command, Instant now) {
        return this instanceof Waiting post && !post.why().equals(Optional.of(command.why()))
                ? List.of(new PostPostponed(command.postId(), command.why(), now))
                : List.of();
    }

    /** Says that it became a call; where it does not wait, that is known already. */
    default List<FoundPostEvent> takeIn(TakeInPost command, Instant now) {
        return this instanceof Waiting
                ? List.of(new PostTakenIn(command.postId(), command.callId(), command.extractedBy(), now))
                : List.of();
    }

    /** Says that no call becomes of it; where it does not wait, that is known already. */
    default List<FoundPostEvent> setAside(SetPostAside command, Instant now) {
        return this instanceof Waiting
                ? List.of(new PostSetAside(command.postId(), command.why(), null, null, now))
                : List.of();
    }

    /** @throws Rejection {@code POST_SETTLED}, {@code NOT_FOUND} */
    default List<FoundPostEvent> dismiss(DismissPost command, Instant now) {
        return switch (this) {
            case Waiting _ ->
                List.of(new PostSetAside(
                        command.postId(), SetAsideReason.DISMISSED, command.moderator(), command.note(), now));
            case Settled _, Forgotten _ -> throw Rejection.of(CastingRejection.POST_SETTLED);
            case Absent _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    /** Forgets its text once that is due; before, and where there is none, nothing happens. */
    default List<FoundPostEvent> forget(Instant now) {
        return this instanceof Settled post && !now.isBefore(post.at().plus(KEPT))
                ? List.of(new PostForgotten(post.postId(), now))
                : List.of();
    }

    /** When its text goes, where that is known. */
    default Optional<Instant> forgottenAt() {
        return this instanceof Settled post ? Optional.of(post.at().plus(KEPT)) : Optional.empty();
    }

    /** What something is to be made of; empty where that was done, or its text is gone. */
    default Optional<WaitingPost> waiting() {
        return this instanceof Waiting post
                ? post.text()
                        .value()
                        .map(text -> new WaitingPost(post.postId(), text, post.sourceUrl(), post.contentHash()))
                : Optional.empty();
    }
}
