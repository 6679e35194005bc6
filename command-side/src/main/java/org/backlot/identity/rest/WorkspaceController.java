package org.backlot.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.WorkspaceCommand.AcceptInvitation;
import org.backlot.identity.api.WorkspaceCommand.ChangeMemberRole;
import org.backlot.identity.api.WorkspaceCommand.CreateWorkspace;
import org.backlot.identity.api.WorkspaceCommand.InviteMember;
import org.backlot.identity.api.WorkspaceCommand.RemoveMember;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.command.access.AccessFacts;
import org.backlot.identity.command.access.Gate;
import org.backlot.identity.command.account.Account;
import org.backlot.identity.command.account.Accounts;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PlainText;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.InvitationId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.SubjectKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Workspaces and their members (IDN-5). */
@RestController
@RequestMapping("/api/v1/workspaces")
public class WorkspaceController {
    private static final int LONGEST_NAME = 200;

    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;
    private final AccessFacts facts;
    private final Accounts accounts;
    private final SubjectKeys subjectKeys;
    private final IdSource ids;

    public WorkspaceController(
            Writes writes,
            CommandGateway commands,
            Gate gate,
            AccessFacts facts,
            Accounts accounts,
            SubjectKeys subjectKeys,
            IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
        this.facts = facts;
        this.accounts = accounts;
        this.subjectKeys = subjectKeys;
        this.ids = ids;
    }

    record NewWorkspace(@Nullable WorkspaceId workspaceId, String name) {}

    record WorkspaceMade(WorkspaceId workspaceId) {}

    /** Makes a workspace that the caller owns. */
    @PostMapping
    @Operation(summary = "Make a workspace", description = "Makes a workspace with the caller as its owner (IDN-5).")
    @Refuses({"ID_TAKEN"})
    Mono<ResponseEntity<WorkspaceMade>> create(WriteRequest request, @RequestBody NewWorkspace body) {
        var workspaceId = Optional.ofNullable(body.workspaceId()).orElseGet(() -> new WorkspaceId(ids.next()));
        return writes.run(request, body, WorkspaceMade.class, () -> {
            commands.sendAndWait(
                    new CreateWorkspace(workspaceId, request.caller().accountId(), Personal.of(line(body.name()))));
            return Answer.created(new WorkspaceMade(workspaceId));
        });
    }

    record NewInvitation(@Nullable InvitationId invitationId, EmailAddress email, WorkspaceRole role) {}

    record InvitationSent(InvitationId invitationId, WorkspaceId workspaceId, WorkspaceRole role) {}

    /** Invites whoever owns an address. */
    @PostMapping("/{workspaceId}/invite")
    @Operation(
            summary = "Invite somebody",
            description = "Sends an invitation that the verified owner of the address may accept within seven days"
                    + " (IDN-5). For admins; only owners invite owners.")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "OWNER_REQUIRED", "ID_TAKEN"})
    Mono<ResponseEntity<InvitationSent>> invite(
            WriteRequest request, @PathVariable WorkspaceId workspaceId, @RequestBody NewInvitation body) {
        var invitationId = Optional.ofNullable(body.invitationId()).orElseGet(() -> new InvitationId(ids.next()));
        return writes.run(request, body, InvitationSent.class, () -> {
            gate.require(request.caller(), WorkspaceRole.ADMIN, workspaceId);
            // An invitation's id names it in the access view and its data key, so it is one across all workspaces.
            if (facts.workspaceOf(invitationId)
                    .filter(other -> !other.equals(workspaceId))
                    .isPresent()) {
                throw Rejection.of(CommonRejection.ID_TAKEN).at("invitationId");
            }
            commands.sendAndWait(new InviteMember(
                    workspaceId,
                    invitationId,
                    Personal.of(body.email()),
                    body.role(),
                    request.caller().accountId()));
            return Answer.created(new InvitationSent(invitationId, workspaceId, body.role()));
        });
    }

    record Joined(WorkspaceId workspaceId, AccountId accountId) {}

    /** Accepts an invitation to the caller's own verified address. */
    @PostMapping("/invitations/{invitationId}/accept")
    @Operation(
            summary = "Accept an invitation",
            description = "Joins the workspace. Only the account whose verified address was invited may (IDN-5).")
    @Refuses({
        "NOT_FOUND",
        "INVITATION_NOT_YOURS",
        "INVITATION_EXPIRED",
        "INVITATION_USED",
        "INVITATION_WITHDRAWN",
        "ALREADY_MEMBER"
    })
    Mono<ResponseEntity<Joined>> accept(WriteRequest request, @PathVariable InvitationId invitationId) {
        return writes.run(request, NoBody.INSTANCE, Joined.class, () -> {
            var account = request.caller().accountId();
            var workspace = facts.workspaceOf(invitationId).orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND));
            commands.sendAndWait(new AcceptInvitation(workspace, invitationId, account, verifiedAddress(account)));
            // The invited address has done its work; from here on the account's own is the only one kept.
            subjectKeys.destroy(invitationId.value());
            return Answer.ok(new Joined(workspace, account));
        });
    }

    record NewRole(WorkspaceRole role) {}

    record Member(WorkspaceId workspaceId, AccountId accountId, WorkspaceRole role) {}

    /** Changes what a member may do. */
    @PatchMapping("/{workspaceId}/members/{accountId}")
    @Operation(
            summary = "Change a member's role",
            description = "For admins; only owners make and unmake owners, and there is always one (IDN-5).")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "MEMBER_UNKNOWN", "OWNER_REQUIRED", "LAST_OWNER"})
    Mono<ResponseEntity<Member>> changeRole(
            WriteRequest request,
            @PathVariable WorkspaceId workspaceId,
            @PathVariable AccountId accountId,
            @RequestBody NewRole body) {
        return writes.run(request, body, Member.class, () -> {
            gate.require(request.caller(), WorkspaceRole.ADMIN, workspaceId);
            commands.sendAndWait(new ChangeMemberRole(
                    workspaceId, accountId, body.role(), request.caller().accountId()));
            return Answer.ok(new Member(workspaceId, accountId, body.role()));
        });
    }

    record MemberGone(WorkspaceId workspaceId, AccountId accountId, boolean removed) {}

    /** Takes a member out, or leaves. */
    @DeleteMapping("/{workspaceId}/members/{accountId}")
    @Operation(
            summary = "Remove a member",
            description =
                    "Everybody may leave; admins remove others, owners remove owners, the last owner stays (IDN-5).")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "MEMBER_UNKNOWN", "OWNER_REQUIRED", "LAST_OWNER"})
    Mono<ResponseEntity<MemberGone>> remove(
            WriteRequest request, @PathVariable WorkspaceId workspaceId, @PathVariable AccountId accountId) {
        return writes.run(request, NoBody.INSTANCE, MemberGone.class, () -> {
            gate.require(request.caller(), WorkspaceRole.VIEWER, workspaceId);
            commands.sendAndWait(
                    new RemoveMember(workspaceId, accountId, request.caller().accountId()));
            return Answer.ok(new MemberGone(workspaceId, accountId, true));
        });
    }

    private Personal<EmailAddress> verifiedAddress(AccountId account) {
        if (accounts.load(account) instanceof Account.Verified done) {
            return done.profile().email();
        }
        throw Rejection.of(IdentityRejection.EMAIL_NOT_VERIFIED);
    }

    private static String line(String name) {
        try {
            return PlainText.line(name, LONGEST_NAME);
        } catch (IllegalArgumentException e) {
            throw Rejection.of(
                            CommonRejection.FIELD_INVALID,
                            Optional.ofNullable(e.getMessage()).orElse("is not plain text"))
                    .at("name");
        }
    }
}
