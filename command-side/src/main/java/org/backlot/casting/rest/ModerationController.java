package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.backlot.casting.api.CallCommand;
import org.backlot.casting.api.CallCommand.AmendCall;
import org.backlot.casting.api.CallCommand.ApproveCall;
import org.backlot.casting.api.CallCommand.InspectCall;
import org.backlot.casting.api.CallCommand.MergeCall;
import org.backlot.casting.api.CallCommand.RejectCall;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingRejection;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What moderators decide about casting calls (CST-5). Everything says who decided and why. */
@RestController
@RequestMapping("/api/v1/casting/moderation")
@Tag(name = "Casting moderation")
public class ModerationController {
    private static final int MOST_AT_ONCE = 100;

    private final Writes writes;
    private final CommandGateway commands;

    public ModerationController(Writes writes, CommandGateway commands) {
        this.writes = writes;
        this.commands = commands;
    }

    record Grounds(Reason reason) {}

    /** Where a call stands after a decision. */
    record Decided(CastingCallId callId, CallStatus status) {}

    /** Lets a call through. */
    @PostMapping("/calls/{callId}/approve")
    @Operation(
            summary = "Approve a call",
            description =
                    "It is published. For moderators and admins. The reason is kept in the log; name nobody in it."
                            + " (CST-5)")
    @Refuses({"CALL_NOT_IN_REVIEW", "DEADLINE_PASSED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Decided>> approveCall(
            WriteRequest request, @PathVariable CastingCallId callId, @RequestBody Grounds body) {
        return writes.run(
                request,
                body,
                Decided.class,
                () -> decided(
                        new ApproveCall(
                                callId, moderator(request), body.reason().value()),
                        CallStatus.PUBLISHED));
    }

    /** Refuses a call, or takes it down. */
    @PostMapping("/calls/{callId}/reject")
    @Operation(
            summary = "Reject a call",
            description = "One that waits is not published, one that is published is taken down. Its poster is told the"
                    + " reason; it is kept in the log, so name nobody in it. For moderators and admins. (CST-5)")
    @Refuses({"CALL_NOT_IN_REVIEW", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Decided>> rejectCall(
            WriteRequest request, @PathVariable CastingCallId callId, @RequestBody Grounds body) {
        return writes.run(
                request,
                body,
                Decided.class,
                () -> decided(
                        new RejectCall(callId, moderator(request), body.reason().value()), CallStatus.REJECTED));
    }

    record Amendment(WantedCall content, Reason reason) {}

    /** Corrects a call and lets it through. */
    @PostMapping("/calls/{callId}/amend")
    @Operation(
            summary = "Edit and approve a call",
            description = "Replaces what it says, and publishes it. What it said before stays in its history. For"
                    + " moderators and admins. (CST-5)")
    @Refuses({"CALL_NOT_IN_REVIEW", "DEADLINE_PASSED", "DUPLICATE_ROLE", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Decided>> amendCall(
            WriteRequest request, @PathVariable CastingCallId callId, @RequestBody Amendment body) {
        return writes.run(request, body, Decided.class, () -> {
            var moderator = moderator(request);
            return decided(
                    new AmendCall(
                            callId,
                            moderator,
                            body.content().of(callId),
                            body.reason().value()),
                    CallStatus.PUBLISHED);
        });
    }

    /** @param into a published call that says the same */
    record Merging(CastingCallId into, Reason reason) {}

    /** Puts a call behind another one. */
    @PostMapping("/calls/{callId}/merge")
    @Operation(
            summary = "Merge a duplicate",
            description = "The call is shown no more; the one that it is merged into stays as it is. For moderators and"
                    + " admins. (CST-5)")
    @Refuses({"CALL_NOT_IN_REVIEW", "MERGE_INTO_ITSELF", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Decided>> mergeCall(
            WriteRequest request, @PathVariable CastingCallId callId, @RequestBody Merging body) {
        return writes.run(
                request,
                body,
                Decided.class,
                () -> merged(
                        callId, body.into(), moderator(request), body.reason().value()));
    }

    /** What is to be done with one of many. */
    enum BulkAction {
        APPROVE,
        REJECT,
        MERGE
    }

    /**
     * One of many decisions.
     *
     * @param into only where it is merged
     */
    record BulkItem(
            CastingCallId callId,
            BulkAction action,
            @Nullable CastingCallId into,
            Reason reason) {}

    /** @param items 1 to 100 */
    record Bulk(List<BulkItem> items) {}

    /**
     * What became of one of many.
     *
     * @param status absent where it was refused
     * @param code why it was refused; absent where it was done
     */
    record BulkOutcome(
            CastingCallId callId,
            @Nullable CallStatus status,
            @Nullable String code) {}

    /** What became of each, in the order asked. */
    record BulkDone(List<BulkOutcome> data) {}

    /** Decides about many calls. */
    @PostMapping("/bulk")
    @Operation(
            summary = "Decide about many calls",
            description = "Each by itself and with an outcome of its own: what is refused keeps nothing else from being"
                    + " done. For moderators and admins. (CST-5)")
    @Refuses({"FIELD_INVALID", "NOT_ALLOWED"})
    Mono<ResponseEntity<BulkDone>> decideManyCalls(WriteRequest request, @RequestBody Bulk body) {
        return writes.run(request, body, BulkDone.class, () -> {
            var moderator = moderator(request);
            if (body.items().isEmpty() || body.items().size() > MOST_AT_ONCE) {
                throw Rejection.of(CommonRejection.FIELD_INVALID, "Name 1 to 100 calls.")
                        .at("items");
            }
            return Answer.ok(new BulkDone(
                    body.items().stream().map(item -> outcome(item, moderator)).toList()));
        });
    }

    // What is refused has changed nothing, so the others go on in the same commit.
    private BulkOutcome outcome(BulkItem item, AccountId moderator) {
        try {
            return new BulkOutcome(item.callId(), done(item, moderator).body().status(), null);
        } catch (Rejection refusal) {
            return new BulkOutcome(item.callId(), null, refusal.code().name());
        } catch (AggregateNotFoundException _) {
            return new BulkOutcome(item.callId(), null, CommonRejection.NOT_FOUND.name());
        }
    }

    private Answer<Decided> done(BulkItem item, AccountId moderator) {
        var call = item.callId();
        var reason = item.reason().value();
        return switch (item.action()) {
            case APPROVE -> decided(new ApproveCall(call, moderator, reason), CallStatus.PUBLISHED);
            case REJECT -> decided(new RejectCall(call, moderator, reason), CallStatus.REJECTED);
            case MERGE ->
                merged(
                        call,
                        Optional.ofNullable(item.into())
                                .orElseThrow(() -> Rejection.of(CommonRejection.FIELD_REQUIRED)),
                        moderator,
                        reason);
        };
    }

    private Answer<Decided> merged(CastingCallId call, CastingCallId into, AccountId moderator, String reason) {
        CallStatus other = commands.sendAndWait(new InspectCall(into));
        if (other != CallStatus.PUBLISHED) {
            throw Rejection.of(CastingRejection.MERGE_INTO_ITSELF).at("into");
        }
        return decided(new MergeCall(call, into, moderator, reason), CallStatus.MERGED);
    }

    private Answer<Decided> decided(CallCommand command, CallStatus after) {
        commands.sendAndWait(command);
        return Answer.ok(new Decided(command.callId(), after));
    }

    static AccountId moderator(WriteRequest request) {
        if (!request.caller().role().moderates()) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED, "This is for moderators.");
        }
        return request.caller().accountId();
    }
}
