package org.backlot.casting.command.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.casting.api.CallCommand.AmendCall;
import org.backlot.casting.api.CallCommand.ApproveCall;
import org.backlot.casting.api.CallCommand.CloseCall;
import org.backlot.casting.api.CallCommand.CloseCallAtDeadline;
import org.backlot.casting.api.CallCommand.DeleteCall;
import org.backlot.casting.api.CallCommand.DraftCall;
import org.backlot.casting.api.CallCommand.EditCall;
import org.backlot.casting.api.CallCommand.ImportCall;
import org.backlot.casting.api.CallCommand.InspectRole;
import org.backlot.casting.api.CallCommand.MergeCall;
import org.backlot.casting.api.CallCommand.PublishCall;
import org.backlot.casting.api.CallCommand.RejectCall;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.CallEvent.CallAmended;
import org.backlot.casting.api.CallEvent.CallApproved;
import org.backlot.casting.api.CallEvent.CallClosed;
import org.backlot.casting.api.CallEvent.CallContactSet;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.casting.api.CallEvent.CallEdited;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CallEvent.CallSubmittedForReview;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.CloseCause;
import org.backlot.casting.api.PublishGate;
import org.backlot.casting.api.RoleTicket;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallTest {
    private static final CastingCallId CALL = new CastingCallId(new UUID(3, 1));
    private static final CastingCallId OTHER = new CastingCallId(new UUID(3, 2));
    private static final CastingRoleId LEAD = new CastingRoleId(new UUID(3, 3));
    private static final WorkspaceId HOUSE = new WorkspaceId(new UUID(3, 4));
    private static final AccountId OMAR = new AccountId(new UUID(3, 5));
    private static final AccountId MODERATOR = new AccountId(new UUID(3, 6));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant DEADLINE = NOON.plus(Duration.ofDays(7));
    private static final String REASON = "as agreed";

    private Call call = Call.absent();

    private List<CallEvent> then(List<CallEvent> events) {
        events.forEach(event -> call = call.evolve(event));
        return events;
    }

    private void drafted() {
        then(call.draft(draft(says("The Last Reel", DEADLINE)), NOON));
    }

    private void inReview() {
        drafted();
        then(call.publish(new PublishCall(CALL, OMAR, false), NOON));
    }

    private void published() {
        drafted();
        then(call.publish(new PublishCall(CALL, OMAR, true), NOON));
    }

    private static DraftCall draft(CallContent content) {
        return new DraftCall(CALL, HOUSE, OMAR, content, null);
    }

    private static EditCall edit(String title, boolean verified) {
        return new EditCall(CALL, OMAR, says(title, DEADLINE), null, verified);
    }

    private static CallContent says(String title, @Nullable Instant deadline) {
        return new CallContent(
                new CastingLine(title),
                new CastingProse("Somebody who runs a projector."),
                null,
                new CastingLine("Riyadh"),
                null,
                null,
                deadline,
                List.of(new CastingRole(LEAD, new CastingLine("Idris"), null, List.of(), List.of(), List.of())));
    }

    private static void refused(RejectionCode code, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("CST-2: a verified poster publishes at once")
    void verified_poster() {
        drafted();
        assertThat(then(call.publish(new PublishCall(CALL, OMAR, true), NOON)))
                .containsExactly(new CallPublished(CALL, PublishGate.VERIFIED_POSTER, DEADLINE, NOON));
        refused(CastingRejection.CALL_PUBLISHED_ALREADY, () -> call.publish(new PublishCall(CALL, OMAR, true), NOON));
    }

    @Test
    @DisplayName("CST-2 CST-5: the call of anybody else waits for a moderator, who says why")
    void moderated() {
        drafted();
        assertThat(then(call.publish(new PublishCall(CALL, OMAR, false), NOON)))
                .containsExactly(new CallSubmittedForReview(CALL, OMAR, NOON));
        refused(CommonRejection.NOT_FOUND, () -> call.ticket(new InspectRole(CALL, LEAD), NOON));

        assertThat(then(call.approve(new ApproveCall(CALL, MODERATOR, REASON), NOON)))
                .containsExactly(
                        new CallApproved(CALL, MODERATOR, REASON, NOON),
                        new CallPublished(CALL, PublishGate.MODERATION, DEADLINE, NOON));
        refused(
                CastingRejection.CALL_NOT_IN_REVIEW,
                () -> call.approve(new ApproveCall(CALL, MODERATOR, REASON), NOON));
    }

    @Test
    @DisplayName("CST-5: a moderator corrects and approves in one")
    void amended() {
        inReview();
        var corrected = says("The Last Reel, corrected", DEADLINE);
        assertThat(then(call.amend(new AmendCall(CALL, MODERATOR, corrected, REASON), NOON)))
                .containsExactly(
                        new CallAmended(CALL, MODERATOR, corrected, REASON, NOON),
                        new CallApproved(CALL, MODERATOR, REASON, NOON),
                        new CallPublished(CALL, PublishGate.MODERATION, DEADLINE, NOON));
    }

    @Test
    @DisplayName(
            "CST-5: what was rejected is edited before it is published again, and a published call can be taken down")
    void rejected() {
        inReview();
        then(call.reject(new RejectCall(CALL, MODERATOR, REASON), NOON));
        refused(CastingRejection.CALL_PUBLISHED_ALREADY, () -> call.publish(new PublishCall(CALL, OMAR, true), NOON));
        then(call.edit(edit("Better", false), NOON));
        assertThat(call.status()).isEqualTo(CallStatus.DRAFT);
        then(call.publish(new PublishCall(CALL, OMAR, true), NOON));

        then(call.reject(new RejectCall(CALL, MODERATOR, REASON), NOON));
        assertThat(call.status()).isEqualTo(CallStatus.REJECTED);
    }

    @Test
    @DisplayName("CST-2: nobody slips something past the gate by editing what is published")
    void edited() {
        published();
        assertThat(then(call.edit(edit("Better", true), NOON)))
                .containsExactly(new CallEdited(CALL, OMAR, says("Better", DEADLINE), NOON));
        assertThat(call.status()).isEqualTo(CallStatus.PUBLISHED);

        assertThat(then(call.edit(edit("Worse", false), NOON)))
                .containsExactly(
                        new CallEdited(CALL, OMAR, says("Worse", DEADLINE), NOON),
                        new CallSubmittedForReview(CALL, OMAR, NOON));
        assertThat(call.status()).isEqualTo(CallStatus.IN_REVIEW);
        assertThat(call.edit(edit("Worse", false), NOON))
                .as("says that already")
                .isEmpty();
    }

    @Test
    @DisplayName("CST-2: how to reach somebody is a fact of its own, sealed under who said it")
    void contact() {
        var phone = Personal.of(new CastingLine("+966 11 000 0000"));
        assertThat(call.draft(new DraftCall(CALL, HOUSE, OMAR, says("The Last Reel", null), phone), NOON))
                .containsExactly(
                        new CallDrafted(CALL, HOUSE, OMAR, says("The Last Reel", null), NOON),
                        new CallContactSet(CALL, OMAR, phone, NOON));
    }

    @Test
    @DisplayName("CST-2: at its deadline a call closes, not before; and no application slips in between")
    void deadline() {
        published();
        assertThat(call.closeAtDeadline(DEADLINE.minusMillis(1))).isEmpty();
        assertThat(call.deadline()).contains(DEADLINE);
        assertThat(call.ticket(new InspectRole(CALL, LEAD), DEADLINE.minusMillis(1)))
                .isEqualTo(new RoleTicket(
                        CALL, LEAD, HOUSE, OMAR, new CastingLine("The Last Reel"), new CastingLine("Idris")));
        refused(CastingRejection.CALL_NOT_OPEN, () -> call.ticket(new InspectRole(CALL, LEAD), DEADLINE));

        assertThat(then(call.closeAtDeadline(DEADLINE)))
                .containsExactly(new CallClosed(CALL, CloseCause.DEADLINE, null, DEADLINE));
        assertThat(call.closeAtDeadline(DEADLINE)).isEmpty();
        refused(CastingRejection.CALL_NOT_EDITABLE, () -> call.edit(edit("Late", true), DEADLINE));
    }

    @Test
    @DisplayName("CST-2: a deadline that was moved counts, and one that has passed keeps a call from being published")
    void moved_deadline() {
        published();
        var later = DEADLINE.plus(Duration.ofDays(1));
        then(call.edit(new EditCall(CALL, OMAR, says("The Last Reel", later), null, true), NOON));
        assertThat(call.closeAtDeadline(DEADLINE)).isEmpty();
        assertThat(call.deadline()).contains(later);
        refused(
                CastingRejection.DEADLINE_PASSED,
                () -> call.edit(new EditCall(CALL, OMAR, says("The Last Reel", NOON), null, true), NOON));

        call = Call.absent();
        inReview();
        refused(
                CastingRejection.DEADLINE_PASSED,
                () -> call.approve(new ApproveCall(CALL, MODERATOR, REASON), DEADLINE));
        refused(
                CastingRejection.DEADLINE_PASSED,
                () -> call.publish(new PublishCall(CALL, OMAR, true), NOON.minus(Duration.ofDays(1_000))));
    }

    @Test
    @DisplayName("CST-5: a duplicate goes behind another call, and never behind itself")
    void merged() {
        inReview();
        refused(
                CastingRejection.MERGE_INTO_ITSELF,
                () -> call.merge(new MergeCall(CALL, CALL, MODERATOR, REASON), NOON));
        then(call.merge(new MergeCall(CALL, OTHER, MODERATOR, REASON), NOON));
        refused(CastingRejection.CALL_NOT_IN_REVIEW, () -> call.reject(new RejectCall(CALL, MODERATOR, REASON), NOON));
    }

    @Test
    @DisplayName("CST-4: a call that was found elsewhere waits for a moderator, and takes its applications there")
    void imported() {
        then(call.found(new ImportCall(CALL, says("Found", DEADLINE), null, "https://casting.example/1", "5e"), NOON));
        assertThat(call.status()).isEqualTo(CallStatus.IN_REVIEW);
        assertThat(call.found(
                        new ImportCall(CALL, says("Found", DEADLINE), null, "https://casting.example/1", "5e"), NOON))
                .isEmpty();
        then(call.approve(new ApproveCall(CALL, MODERATOR, REASON), NOON));
        refused(CastingRejection.CALL_ELSEWHERE, () -> call.ticket(new InspectRole(CALL, LEAD), NOON));
    }

    @Test
    @DisplayName("CST-2: ids name one call and one role; what is deleted or closed is over")
    void ids_and_ends() {
        var role = says("x", null).roles().getFirst();
        var twice = new CallContent(
                new CastingLine("Twice"), new CastingProse("…"), null, null, null, null, null, List.of(role, role));
        refused(CastingRejection.DUPLICATE_ROLE, () -> call.draft(draft(twice), NOON));
        published();
        assertThat(call.draft(draft(says("The Last Reel", DEADLINE)), NOON)).isEmpty();
        refused(CommonRejection.ID_TAKEN, () -> call.draft(draft(says("Another", DEADLINE)), NOON));
        refused(
                CastingRejection.ROLE_UNKNOWN,
                () -> call.ticket(new InspectRole(CALL, new CastingRoleId(new UUID(9, 9))), NOON));

        then(call.close(new CloseCall(CALL, OMAR), NOON));
        assertThat(call.close(new CloseCall(CALL, OMAR), NOON)).isEmpty();
        then(call.delete(new DeleteCall(CALL, OMAR, REASON), NOON));
        assertThat(call.delete(new DeleteCall(CALL, OMAR, REASON), NOON)).isEmpty();
        refused(CommonRejection.NOT_FOUND, () -> call.close(new CloseCall(CALL, OMAR), NOON));
    }

    @Test
    @DisplayName("CST-2: the aggregate keeps what the rules decide, and says when its deadline is")
    void aggregate() {
        var fixture = new AggregateTestFixture<>(CallAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
        var drafted = new CallDrafted(CALL, HOUSE, OMAR, says("The Last Reel", DEADLINE), NOON);
        var published = new CallPublished(CALL, PublishGate.VERIFIED_POSTER, DEADLINE, NOON);
        fixture.given(drafted)
                .when(new PublishCall(CALL, OMAR, true))
                .expectEvents(published)
                .expectResultMessagePayload(CallStatus.PUBLISHED);
        fixture.given(drafted, published)
                .when(new CloseCallAtDeadline(CALL))
                .expectNoEvents()
                .expectResultMessagePayload(DEADLINE);
    }
}
