package org.backlot.casting.command.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.ingestion.ContentHash;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.casting.api.ingestion.FoundPostCommand.DismissPost;
import org.backlot.casting.api.ingestion.FoundPostCommand.KeepPost;
import org.backlot.casting.api.ingestion.FoundPostCommand.PostponePost;
import org.backlot.casting.api.ingestion.FoundPostCommand.SetPostAside;
import org.backlot.casting.api.ingestion.FoundPostCommand.TakeInPost;
import org.backlot.casting.api.ingestion.FoundPostEvent;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostForgotten;
import org.backlot.casting.api.ingestion.PostText;
import org.backlot.casting.api.ingestion.SetAsideReason;
import org.backlot.casting.api.ingestion.WaitReason;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FoundPostTest {
    private static final PostText TEXT = new PostText("Casting: Idris");
    private static final ContentHash HASH = ContentHash.of(TEXT);
    private static final FoundPostId POST = HASH.postId();
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private FoundPost post = FoundPost.absent();

    private List<FoundPostEvent> then(List<FoundPostEvent> events) {
        events.forEach(event -> post = post.evolve(event));
        return events;
    }

    private List<FoundPostEvent> found() {
        return then(post.keep(
                new KeepPost(
                        POST,
                        new IngestionSourceId(new UUID(6, 1)),
                        Personal.of(TEXT),
                        "https://casting.example/",
                        HASH),
                NOON));
    }

    @Test
    @DisplayName("CST-4: a post is found once, and once it is known what it is it is not found again")
    void once() {
        assertThat(found()).hasSize(1);
        assertThat(found()).isEmpty();
        then(post.takeIn(new TakeInPost(POST, HASH.callId(), ExtractedBy.RULES), NOON));
        assertThat(found()).isEmpty();
        assertThat(post.takeIn(new TakeInPost(POST, HASH.callId(), ExtractedBy.RULES), NOON))
                .isEmpty();
        assertThat(post.setAside(new SetPostAside(POST, SetAsideReason.NOT_A_CALL), NOON))
                .isEmpty();
        assertThat(post.waiting()).isEmpty();
    }

    @Test
    @DisplayName("CST-4: why a post waits is kept once for each reason, and it goes on waiting with its text")
    void waits() {
        found();
        var why = new PostponePost(POST, WaitReason.PROVIDER_NOT_CONFIGURED);
        assertThat(then(post.postpone(why, NOON))).hasSize(1);
        assertThat(then(post.postpone(why, NOON))).isEmpty();
        assertThat(then(post.postpone(new PostponePost(POST, WaitReason.ANSWER_REFUSED), NOON)))
                .hasSize(1);
        assertThat(post.waiting().orElseThrow().text()).isEqualTo(TEXT);
    }

    @Test
    @DisplayName("CST-4: a moderator dismisses what waits, and nothing else")
    void dismissed() {
        var dismiss = new DismissPost(POST, new AccountId(new UUID(6, 2)), "no call");
        found();
        assertThat(then(post.dismiss(dismiss, NOON))).hasSize(1);
        assertThatThrownBy(() -> post.dismiss(dismiss, NOON))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(CastingRejection.POST_SETTLED));
    }

    @Test
    @DisplayName("CST-4 CMP-2: the text goes thirty days after it is known what the post is, not before, and only once")
    void forgotten() {
        found();
        assertThat(post.forget(NOON.plus(Duration.ofDays(300)))).isEmpty();
        then(post.setAside(new SetPostAside(POST, SetAsideReason.NOT_A_CALL), NOON));
        var due = NOON.plus(Duration.ofDays(30));
        assertThat(post.forget(due.minusMillis(1))).isEmpty();
        assertThat(post.forgottenAt()).contains(due);
        assertThat(then(post.forget(due))).containsExactly(new PostForgotten(POST, due));
        assertThat(post.forget(due)).isEmpty();
        assertThat(post.forgottenAt()).isEmpty();
    }
}
