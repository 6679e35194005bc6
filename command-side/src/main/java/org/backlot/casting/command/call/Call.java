package org.backlot.casting.command.call;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.CallCommand.AmendCall;
import org.backlot.casting.api.CallCommand.ApproveCall;
import org.backlot.casting.api.CallCommand.CloseCall;
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
import org.backlot.casting.api.CallEvent.CallDeleted;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.casting.api.CallEvent.CallEdited;
import org.backlot.casting.api.CallEvent.CallImported;
import org.backlot.casting.api.CallEvent.CallMerged;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CallEvent.CallRejected;
import org.backlot.casting.api.CallEvent.CallSubmittedForReview;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.CloseCause;
import org.backlot.casting.api.PublishGate;
import org.backlot.casting.api.RoleTicket;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/**
 * The life of a casting call (CST-2, CST-5). Nothing is published but by somebody whose identity is verified, or by a
 * moderator; and what a call says is published the same way.
 */
sealed interface Call {
    int LONGEST_OPEN_YEARS = 2;

    record Absent() implements Call {}

    /** @param poster who made it, in which workspace; empty for one that was found elsewhere */
    record Present(CastingCallId callId, Optional<Poster> poster, CallContent content, CallStatus status)
            implements Call {
        private Present now(CallStatus other) {
            return new Present(callId, poster, content, other);
        }

        private Present saying(CallContent other) {
            return new Present(callId, poster, other, status);
        }
    }

    /** Who made a call. */
    record Poster(WorkspaceId workspaceId, AccountId accountId) {}

    static Call absent() {
        return new Absent();
    }

    default Call evolve(CallEvent event) {
        return switch (event) {
            case CallDrafted e ->
                new Present(
                        e.callId(),
                        Optional.of(new Poster(e.workspaceId(), e.createdBy())),
                        e.content(),
                        CallStatus.DRAFT);
            case CallImported e -> new Present(e.callId(), Optional.empty(), e.content(), CallStatus.IN_REVIEW);
            case CallEdited e -> {
                var edited = present().saying(e.content());
                yield edited.status() == CallStatus.REJECTED ? edited.now(CallStatus.DRAFT) : edited;
            }
            case CallAmended e -> present().saying(e.content());
            case CallSubmittedForReview _ -> present().now(CallStatus.IN_REVIEW);
            case CallPublished _ -> present().now(CallStatus.PUBLISHED);
            case CallRejected _ -> present().now(CallStatus.REJECTED);
            case CallMerged _ -> present().now(CallStatus.MERGED);
            case CallClosed _ -> present().now(CallStatus.CLOSED);
            case CallDeleted _ -> present().now(CallStatus.DELETED);
            case CallContactSet _, CallApproved _ -> this;
        };
    }

    /**
     * Begins a call; the very same again changes nothing.
     *
     * @throws Rejection {@code ID_TAKEN}, {@code DUPLICATE_ROLE}
     */
    default List<CallEvent> draft(DraftCall command, Instant now) {
        if (this instanceof Present known) {
            var same = known.content().equals(command.content())
                    && known.poster().equals(Optional.of(new Poster(command.workspaceId(), command.createdBy())));
            if (same) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN).at("callId");
        }
        requireDistinctRoles(command.content());
        var events = new ArrayList<CallEvent>();
        events.add(
                new CallDrafted(command.callId(), command.workspaceId(), command.createdBy(), command.content(), now));
        contact(command.callId(), command.createdBy(), command.contact(), now).ifPresent(events::add);
        return events;
    }

    /**
     * Takes in a call that was found; again it changes nothing.
     *
     * @throws Rejection {@code DUPLICATE_ROLE}
     */
    default List<CallEvent> found(ImportCall command, Instant now) {
        if (this instanceof Present) {
            return List.of();
        }
        requireDistinctRoles(command.content());
        return List.of(new CallImported(
                command.callId(),
                command.content(),
                Optional.ofNullable(command.contact()).orElseGet(Personal::erased),
                command.sourceUrl(),
                command.contentHash(),
                now));
    }

    /**
     * Says something else. What is published stays so where the editor's identity is verified; else it is looked at again.
     *
     * @throws Rejection {@code CALL_NOT_EDITABLE}, {@code DUPLICATE_ROLE}, {@code DEADLINE_PASSED}, {@code NOT_FOUND}
     */
    default List<CallEvent> edit(EditCall command, Instant now) {
        var call = open();
        requireDistinctRoles(command.content());
        var events = new ArrayList<CallEvent>();
        if (!call.content().equals(command.content())) {
            if (call.status() == CallStatus.PUBLISHED) {
                requireDeadlineAhead(command.content(), now);
            }
            events.add(new CallEdited(command.callId(), command.editedBy(), command.content(), now));
            if (call.status() == CallStatus.PUBLISHED && !command.verified()) {
                events.add(new CallSubmittedForReview(command.callId(), command.editedBy(), now));
            }
        }
        contact(command.callId(), command.editedBy(), command.contact(), now).ifPresent(events::add);
        return events;
    }

    /**
     * Publishes it, or asks a moderator to.
     *
     * @throws Rejection {@code CALL_PUBLISHED_ALREADY}, {@code CALL_NOT_EDITABLE}, {@code DEADLINE_PASSED},
     *     {@code NOT_FOUND}
     */
    default List<CallEvent> publish(PublishCall command, Instant now) {
        var call = open();
        // Somebody verified may publish what waits for a moderator; what one has refused is edited first.
        boolean waits = call.status() == CallStatus.IN_REVIEW && !command.verified();
        if (waits || call.status() == CallStatus.PUBLISHED || call.status() == CallStatus.REJECTED) {
            throw Rejection.of(CastingRejection.CALL_PUBLISHED_ALREADY).with("status", call.status());
        }
        requireDeadlineAhead(call.content(), now);
        return List.of(
                command.verified()
                        ? published(call, PublishGate.VERIFIED_POSTER, now)
                        : new CallSubmittedForReview(command.callId(), command.publishedBy(), now));
    }

    /** @throws Rejection {@code CALL_NOT_OPEN}, {@code NOT_FOUND} */
    default List<CallEvent> close(CloseCall command, Instant now) {
        var call = shown();
        return switch (call.status()) {
            case PUBLISHED -> List.of(new CallClosed(command.callId(), CloseCause.POSTER, command.closedBy(), now));
            case CLOSED -> List.of();
            case DRAFT, IN_REVIEW, REJECTED, MERGED, DELETED -> throw Rejection.of(CastingRejection.CALL_NOT_OPEN);
        };
    }

    /** Closes it where its deadline has passed. */
    default List<CallEvent> closeAtDeadline(Instant now) {
        return deadline()
                .filter(deadline -> !now.isBefore(deadline))
                .<List<CallEvent>>map(_ -> List.of(new CallClosed(present().callId(), CloseCause.DEADLINE, null, now)))
                .orElseGet(List::of);
    }

    /** When it closes by itself, while it is published. */
    default Optional<Instant> deadline() {
        return this instanceof Present call && call.status() == CallStatus.PUBLISHED
                ? Optional.ofNullable(call.content().deadline())
                : Optional.empty();
    }

    /** Puts it away; again it changes nothing. */
    default List<CallEvent> delete(DeleteCall command, Instant now) {
        return present().status() == CallStatus.DELETED
                ? List.of()
                : List.of(new CallDeleted(command.callId(), command.deletedBy(), command.reason(), now));
    }

    /** @throws Rejection {@code CALL_NOT_IN_REVIEW}, {@code DEADLINE_PASSED}, {@code NOT_FOUND} */
    default List<CallEvent> approve(ApproveCall command, Instant now) {
        var call = inReview();
        requireDeadlineAhead(call.content(), now);
        return List.of(
                new CallApproved(command.callId(), command.moderator(), command.reason(), now),
                published(call, PublishGate.MODERATION, now));
    }

    /**
     * Corrects and approves.
     *
     * @throws Rejection {@code CALL_NOT_IN_REVIEW}, {@code DEADLINE_PASSED}, {@code DUPLICATE_ROLE}, {@code NOT_FOUND}
     */
    default List<CallEvent> amend(AmendCall command, Instant now) {
        var amended = inReview().saying(command.content());
        requireDistinctRoles(command.content());
        requireDeadlineAhead(command.content(), now);
        return List.of(
                new CallAmended(command.callId(), command.moderator(), command.content(), command.reason(), now),
                new CallApproved(command.callId(), command.moderator(), command.reason(), now),
                published(amended, PublishGate.MODERATION, now));
    }

    /** Refuses one that waits, or takes down one that is published. */
    default List<CallEvent> reject(RejectCall command, Instant now) {
        reviewable();
        return List.of(new CallRejected(command.callId(), command.moderator(), command.reason(), now));
    }

    /** Puts it behind another one. */
    default List<CallEvent> merge(MergeCall command, Instant now) {
        reviewable();
        if (command.into().equals(command.callId())) {
            throw Rejection.of(CastingRejection.MERGE_INTO_ITSELF).at("into");
        }
        return List.of(new CallMerged(command.callId(), command.into(), command.moderator(), command.reason(), now));
    }

    /** @throws Rejection {@code CALL_NOT_OPEN}, {@code CALL_ELSEWHERE}, {@code ROLE_UNKNOWN}, {@code NOT_FOUND} */
    default RoleTicket ticket(InspectRole command, Instant now) {
        var call = present();
        if (call.status() != CallStatus.PUBLISHED && call.status() != CallStatus.CLOSED) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        boolean late = deadline().filter(deadline -> !now.isBefore(deadline)).isPresent();
        if (call.status() != CallStatus.PUBLISHED || late) {
            throw Rejection.of(CastingRejection.CALL_NOT_OPEN);
        }
        var poster = call.poster().orElseThrow(() -> Rejection.of(CastingRejection.CALL_ELSEWHERE));
        var role = call.content().roles().stream()
                .filter(one -> one.roleId().equals(command.roleId()))
                .findFirst()
                .orElseThrow(() -> Rejection.of(CastingRejection.ROLE_UNKNOWN).at("roleId"));
        return new RoleTicket(
                call.callId(),
                role.roleId(),
                poster.workspaceId(),
                poster.accountId(),
                call.content().title(),
                role.name());
    }

    /** @throws Rejection {@code NOT_FOUND} */
    default CallStatus status() {
        return present().status();
    }

    private Present present() {
        return switch (this) {
            case Absent _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Present call -> call;
        };
    }

    // What was deleted, or never let through, is nothing to those outside.
    private Present shown() {
        var call = present();
        if (call.status() == CallStatus.DELETED) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        return call;
    }

    private Present open() {
        var call = shown();
        if (call.status().over()) {
            throw Rejection.of(CastingRejection.CALL_NOT_EDITABLE).with("status", call.status());
        }
        return call;
    }

    private Present inReview() {
        var call = shown();
        if (call.status() != CallStatus.IN_REVIEW) {
            throw Rejection.of(CastingRejection.CALL_NOT_IN_REVIEW).with("status", call.status());
        }
        return call;
    }

    private void reviewable() {
        if (shown().status() != CallStatus.PUBLISHED) {
            inReview();
        }
    }

    private static CallPublished published(Present call, PublishGate gate, Instant now) {
        return new CallPublished(call.callId(), gate, call.content().deadline(), now);
    }

    private static Optional<CallContactSet> contact(
            CastingCallId call, AccountId by, @Nullable Personal<CastingLine> contact, Instant now) {
        return Optional.ofNullable(contact).map(given -> new CallContactSet(call, by, given, now));
    }

    private static void requireDistinctRoles(CallContent content) {
        var ids = new HashSet<>();
        if (!content.roles().stream().map(CastingRole::roleId).allMatch(ids::add)) {
            throw Rejection.of(CastingRejection.DUPLICATE_ROLE).at("roles");
        }
    }

    private static void requireDeadlineAhead(CallContent content, Instant now) {
        var deadline = content.deadline();
        var furthest =
                now.atOffset(ZoneOffset.UTC).plusYears(LONGEST_OPEN_YEARS).toInstant();
        if (deadline != null && (!deadline.isAfter(now) || deadline.isAfter(furthest))) {
            throw Rejection.of(CastingRejection.DEADLINE_PASSED).at("deadline");
        }
    }
}
