package org.backlot.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.VerificationCommand.RecordVerification;
import org.backlot.identity.api.VerificationCommand.RevokeVerification;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Identities that a moderator has seen (IDN-8, until Nafath sees them, and where it does not). */
@RestController
@RequestMapping("/api/v1/admin/verifications")
public class VerificationController {
    private final Writes writes;
    private final CommandGateway commands;
    private final Gate gate;

    public VerificationController(Writes writes, CommandGateway commands, Gate gate) {
        this.writes = writes;
        this.commands = commands;
        this.gate = gate;
    }

    record Grounds(Reason reason) {}

    record Verified(AccountId accountId, Instant expiresAt) {}

    /** Records that the identity of an account was seen. */
    @PostMapping("/{accountId}")
    @Operation(
            summary = "Verify an identity",
            description =
                    "Says that you have seen whose account this is; good for a year, and again from each time it is"
                            + " said. For moderators and admins, and not for oneself. The reason is kept in the log; name nobody"
                            + " in it. (IDN-8)")
    @Refuses({"NOT_ALLOWED", "ACCOUNT_UNKNOWN"})
    Mono<ResponseEntity<Verified>> verifyIdentity(
            WriteRequest request, @PathVariable AccountId accountId, @RequestBody Grounds body) {
        return writes.run(request, body, Verified.class, () -> {
            var by = moderator(request);
            if (by.equals(accountId)) {
                throw Rejection.of(CommonRejection.NOT_ALLOWED, "Nobody verifies themselves. Ask another moderator.");
            }
            if (!gate.isActive(accountId)) {
                throw Rejection.of(IdentityRejection.ACCOUNT_UNKNOWN).at("accountId");
            }
            Instant expiresAt = commands.sendAndWait(new RecordVerification(
                    accountId, VerificationMethod.MODERATOR, by, body.reason().value()));
            return Answer.ok(new Verified(accountId, expiresAt));
        });
    }

    record Revoked(AccountId accountId, boolean revoked) {}

    /** Takes a verification back. */
    @DeleteMapping("/{accountId}")
    @Operation(
            summary = "Take a verification back",
            description =
                    "From then on the identity counts as not verified. For moderators and admins. The reason is kept"
                            + " in the log; name nobody in it. (IDN-8)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<ResponseEntity<Revoked>> revokeVerification(
            WriteRequest request, @PathVariable AccountId accountId, @RequestParam Reason reason) {
        return writes.run(request, reason, Revoked.class, () -> {
            commands.sendAndWait(new RevokeVerification(accountId, moderator(request), reason.value()));
            return Answer.ok(new Revoked(accountId, true));
        });
    }

    private static AccountId moderator(WriteRequest request) {
        if (!request.caller().role().moderates()) {
            throw Rejection.of(CommonRejection.NOT_ALLOWED);
        }
        return request.caller().accountId();
    }
}
