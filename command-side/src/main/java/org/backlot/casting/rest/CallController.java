package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.CallCommand.CloseCall;
import org.backlot.casting.api.CallCommand.DeleteCall;
import org.backlot.casting.api.CallCommand.DraftCall;
import org.backlot.casting.api.CallCommand.EditCall;
import org.backlot.casting.api.CallCommand.PublishCall;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.identity.command.access.VerifiedIdentities;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Casting calls, for those who look for talent (CST-2). */
@RestController
@RequestMapping("/api/v1/casting/calls")
@Tag(name = "Casting")
public class CallController {
    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;
    private final VerifiedIdentities identities;
    private final IdSource ids;

    public CallController(
            Writes writes, CommandGateway commands, Gate gate, VerifiedIdentities identities, IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
        this.identities = identities;
        this.ids = ids;
    }

    /**
     * A new call.
     *
     * @param callId chosen by the client, or made here
     * @param contact how to reach you; told to your workspace and to moderators only
     */
    record NewCall(
            @Nullable CastingCallId callId,
            WantedCall content,
            @Nullable CastingLine contact) {}

    /** Where a call stands after what was asked. */
    record CallStands(CastingCallId callId, CallStatus status) {}

    /** Begins a call. */
    @PostMapping
    @Operation(
            summary = "Draft a casting call",
            description =
                    "In the workspace of your sign-in, for its editors with the role production or vendor. Nobody else"
                            + " sees it before it is published. (CST-2)")
    @Refuses({"ID_TAKEN", "DUPLICATE_ROLE", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<CallStands>> draftCall(WriteRequest request, @RequestBody NewCall body) {
        var call = Optional.ofNullable(body.callId()).orElseGet(() -> new CastingCallId(ids.next()));
        return writes.run(request, body, CallStands.class, () -> {
            var workspace = request.caller().workspaceId();
            if (!request.caller().role().hires()) {
                throw Rejection.of(CommonRejection.NOT_ALLOWED, "Calls are for accounts that hire.");
            }
            gate.require(request.caller(), WorkspacePermission.CHANGE_CALLS, workspace);
            commands.sendAndWait(new DraftCall(
                    call,
                    workspace,
                    request.caller().accountId(),
                    body.content().of(call),
                    personal(body.contact())));
            return Answer.created(new CallStands(call, CallStatus.DRAFT));
        });
    }

    /**
     * What a call says from now on.
     *
     * @param contact absent to leave it as it is
     */
    record EditedCall(WantedCall content, @Nullable CastingLine contact) {}

    /** Replaces what a call says. */
    @PutMapping("/{callId}")
    @Operation(
            summary = "Replace what a call says",
            description =
                    "All of it; what it said before stays in its history. A published call stays published where your"
                            + " identity is verified, else a moderator looks at it again. (CST-2)")
    @Refuses({"CALL_NOT_EDITABLE", "DEADLINE_PASSED", "DUPLICATE_ROLE", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<CallStands>> editCall(
            WriteRequest request, @PathVariable CastingCallId callId, @RequestBody EditedCall body) {
        return writes.run(request, body, CallStands.class, () -> {
            requireMayChange(request, callId);
            var by = request.caller().accountId();
            CallStatus status = commands.sendAndWait(new EditCall(
                    callId, by, body.content().of(callId), personal(body.contact()), identities.isVerified(by)));
            return Answer.ok(new CallStands(callId, status));
        });
    }

    /** Publishes a call. */
    @PostMapping("/{callId}/publish")
    @Operation(
            summary = "Publish a call",
            description = "At once where your identity is verified; else it waits for a moderator, with the status"
                    + " in_review. (CST-2)")
    @Refuses({"CALL_PUBLISHED_ALREADY", "CALL_NOT_EDITABLE", "DEADLINE_PASSED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<CallStands>> publishCall(WriteRequest request, @PathVariable CastingCallId callId) {
        return writes.run(request, NoBody.INSTANCE, CallStands.class, () -> {
            requireMayChange(request, callId);
            var by = request.caller().accountId();
            CallStatus status = commands.sendAndWait(new PublishCall(callId, by, identities.isVerified(by)));
            return Answer.ok(new CallStands(callId, status));
        });
    }

    /** Closes a call. */
    @PostMapping("/{callId}/close")
    @Operation(
            summary = "Close a call",
            description = "It takes no more applications; those it has are decided as before. (CST-2)")
    @Refuses({"CALL_NOT_OPEN", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<CallStands>> closeCall(WriteRequest request, @PathVariable CastingCallId callId) {
        return writes.run(request, NoBody.INSTANCE, CallStands.class, () -> {
            requireMayChange(request, callId);
            commands.sendAndWait(new CloseCall(callId, request.caller().accountId()));
            return Answer.ok(new CallStands(callId, CallStatus.CLOSED));
        });
    }

    /** Puts a call away. */
    @DeleteMapping("/{callId}")
    @Operation(
            summary = "Delete a call",
            description =
                    "It is shown to nobody any more. Applicants keep the history of their applications. The reason is"
                            + " kept in the log; name nobody in it. (CST-2, CST-3)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<ResponseEntity<CallStands>> deleteCall(
            WriteRequest request, @PathVariable CastingCallId callId, @RequestParam Reason reason) {
        return writes.run(request, reason, CallStands.class, () -> {
            requireMayChange(request, callId);
            commands.sendAndWait(new DeleteCall(callId, request.caller().accountId(), reason.value()));
            return Answer.ok(new CallStands(callId, CallStatus.DELETED));
        });
    }

    private void requireMayChange(WriteRequest request, CastingCallId call) {
        gate.requireOwned(request.caller(), WorkspacePermission.CHANGE_CALLS, OwnedKind.CASTING_CALL, call.value());
    }

    private static @Nullable Personal<CastingLine> personal(@Nullable CastingLine contact) {
        return contact == null ? null : Personal.of(contact);
    }
}
