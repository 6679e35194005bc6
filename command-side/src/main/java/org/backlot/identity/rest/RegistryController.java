package org.backlot.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.AccountCommand.EraseAccount;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.Capability;
import org.backlot.identity.api.CrewCommand.SetCapabilities;
import org.backlot.identity.api.ErasesWithAccount;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.SessionCommand.RevokeSession;
import org.backlot.identity.api.SessionEvent.SessionRevoked.Reason;
import org.backlot.identity.api.WorkspaceCommand.RetireErasedMember;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.AccessFacts;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.personal.SubjectKeys;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The registry of CLAP week 1: what somebody may do on a project, and the end of an account. */
@RestController
@RequestMapping("/api/v1/registry")
public class RegistryController {
    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;
    private final AccessFacts facts;
    private final Claims claims;
    private final SubjectKeys subjectKeys;
    private final List<ErasesWithAccount> others;

    public RegistryController(
            Writes writes,
            CommandGateway commands,
            Gate gate,
            AccessFacts facts,
            Claims claims,
            SubjectKeys subjectKeys,
            List<ErasesWithAccount> others) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
        this.facts = facts;
        this.claims = claims;
        this.subjectKeys = subjectKeys;
        this.others = List.copyOf(others);
    }

    record Capabilities(ProjectId projectId, AccountId accountId, Set<Capability> capabilities) {}

    /** Makes the capabilities of one person on a project exactly these. */
    @PatchMapping("/capabilities")
    @Operation(
            summary = "Set capabilities",
            description = "Makes what one person may do on a project exactly this; an empty list takes them off it"
                    + " (IDN-6; CLAP week 1). For leads; a project keeps at least one.")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "ACCOUNT_UNKNOWN", "LAST_LEAD"})
    Mono<ResponseEntity<Capabilities>> set(WriteRequest request, @RequestBody Capabilities body) {
        return writes.run(request, body, Capabilities.class, () -> {
            gate.require(request.caller(), Permission.SET_CAPABILITIES, body.projectId());
            // Taking capabilities away must work for an erased account too.
            if (!body.capabilities().isEmpty() && !gate.isActive(body.accountId())) {
                throw Rejection.of(IdentityRejection.ACCOUNT_UNKNOWN).at("accountId");
            }
            commands.sendAndWait(new SetCapabilities(
                    body.projectId(),
                    body.accountId(),
                    Set.copyOf(body.capabilities()),
                    request.caller().accountId()));
            return Answer.ok(body);
        });
    }

    record Erased(AccountId accountId, boolean erased) {}

    /** Forgets a person: the key of all their personal data is destroyed, and with it the data everywhere. */
    @DeleteMapping("/accounts/{accountId}")
    @Operation(
            summary = "Erase an account",
            description = "Ends every session, gives the address free and destroys the key of all personal data, in one"
                    + " commit (CMP-2). For oneself, or for an admin of the platform. It cannot be undone.")
    @Refuses({"NOT_FOUND"})
    Mono<ResponseEntity<Erased>> erase(WriteRequest request, @PathVariable AccountId accountId) {
        return writes.run(request, NoBody.INSTANCE, Erased.class, () -> {
            var caller = request.caller();
            boolean allowed = caller.accountId().equals(accountId) || caller.role() == AccountRole.ADMIN;
            if (!allowed || !facts.exists(accountId)) {
                throw Rejection.of(CommonRejection.NOT_FOUND);
            }
            commands.sendAndWait(new EraseAccount(accountId, caller.accountId()));
            for (var session : facts.liveSessions(accountId)) {
                commands.sendAndWait(new RevokeSession(session, accountId, Reason.ACCOUNT_ERASED));
            }
            for (var workspace : facts.workspacesOf(accountId)) {
                commands.sendAndWait(new RetireErasedMember(workspace, accountId, caller.accountId()));
            }
            others.forEach(other -> other.erase(accountId, caller.accountId()));
            claims.releaseAll(accountId.toString());
            subjectKeys.destroy(accountId.value());
            return Answer.ok(new Erased(accountId, true));
        });
    }
}
