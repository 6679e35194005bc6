package org.backlot.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.AccountCommand.IssueVerificationCode;
import org.backlot.identity.api.AccountCommand.RegisterAccount;
import org.backlot.identity.api.AccountCommand.VerifyEmail;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.OneTimeCode;
import org.backlot.identity.api.PasswordHash;
import org.backlot.identity.api.PersonName;
import org.backlot.identity.api.RegionHub;
import org.backlot.identity.api.ResendOutcome;
import org.backlot.identity.api.VerificationOutcome;
import org.backlot.identity.api.WorkspaceCommand.CreateWorkspace;
import org.backlot.identity.command.access.AccessFacts;
import org.backlot.identity.command.account.Account;
import org.backlot.identity.command.account.OperatorRoles;
import org.backlot.identity.command.account.PasswordHashing;
import org.backlot.identity.command.account.WorstPasswords;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.VerificationCodeId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Registering and verifying (IDN-1). Open to all, so nothing here tells whether an address is registered, save the one
 * refusal that registering it again must give.
 */
@RestController
public class RegistrationController {
    /** The kind under which an e-mail address is claimed; the owner is the account's id. */
    static final String EMAIL = "email";

    private static final PersonName NAMELESS = new PersonName("Unnamed");

    private final Writes writes;
    private final CommandGateway commands;
    private final Claims claims;
    private final AccessFacts facts;
    private final PasswordHashing passwords;
    private final OperatorRoles operatorRoles;
    private final IdSource ids;

    public RegistrationController(
            Writes writes,
            CommandGateway commands,
            Claims claims,
            AccessFacts facts,
            PasswordHashing passwords,
            OperatorRoles operatorRoles,
            IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.claims = claims;
        this.facts = facts;
        this.passwords = passwords;
        this.operatorRoles = operatorRoles;
        this.ids = ids;
    }

    record Registration(
            EmailAddress email,
            Password password,
            AccountRole role,
            @Nullable PersonName name,
            @Nullable RegionHub regionHub,
            @Nullable AccountId accountId,
            @Nullable WorkspaceId workspaceId) {}

    record Registered(AccountId accountId, WorkspaceId workspaceId, boolean verificationRequired) {}

    /** Makes an account and its first workspace, and sends a code to the address. */
    @PostMapping({"/api/v1/auth/register", "/api/v1/registry/auth/register"})
    @Operation(
            summary = "Register",
            description = "Makes an account and its first workspace; a six-digit code goes to the address and must come"
                    + " back to /auth/verify-otp within ten minutes (IDN-1; CLAP week 1, CLIP section 4). The roles"
                    + " admin and auditor are for addresses that the operator listed.")
    @Refuses({"EMAIL_TAKEN", "ROLE_NOT_OPEN", "PASSWORD_TOO_COMMON", "ID_TAKEN"})
    Mono<ResponseEntity<Registered>> register(WriteRequest request, @RequestBody Registration body) {
        // The platform checks for missing fields when the work runs; the password is wanted before that.
        if (body.email() == null || body.password() == null || body.role() == null) {
            return writes.run(request, body, Registered.class, () -> {
                throw Rejection.of(CommonRejection.FIELD_REQUIRED);
            });
        }
        if (!body.password().longEnough()) {
            return Mono.error(Rejection.of(
                            CommonRejection.FIELD_INVALID,
                            "must be at least %d characters".formatted(Password.SHORTEST_NEW))
                    .at("password"));
        }
        if (WorstPasswords.include(body.password().value(), body.email())) {
            return Mono.error(
                    Rejection.of(IdentityRejection.PASSWORD_TOO_COMMON).at("password"));
        }
        if (!body.role().openToAll() && !operatorRoles.mayHold(body.email(), body.role())) {
            return Mono.error(Rejection.of(IdentityRejection.ROLE_NOT_OPEN).at("role"));
        }
        return passwords.hash(body.password().value()).flatMap(hash -> register(request, body, hash));
    }

    private Mono<ResponseEntity<Registered>> register(WriteRequest request, Registration body, PasswordHash hash) {
        var accountId = Optional.ofNullable(body.accountId()).orElseGet(() -> new AccountId(ids.next()));
        var workspaceId = Optional.ofNullable(body.workspaceId()).orElseGet(() -> new WorkspaceId(ids.next()));
        var codeId = new VerificationCodeId(ids.next());
        var name = Optional.ofNullable(body.name()).orElse(NAMELESS);
        return writes.run(request, body, Registered.class, () -> {
            claims.claim(EMAIL, body.email().value(), accountId.toString(), IdentityRejection.EMAIL_TAKEN);
            commands.sendAndWait(new RegisterAccount(
                    accountId,
                    body.role(),
                    Personal.of(body.email()),
                    Personal.of(hash),
                    Personal.of(name),
                    Optional.ofNullable(body.regionHub()).orElse(RegionHub.UNASSIGNED),
                    codeId));
            commands.sendAndWait(new CreateWorkspace(workspaceId, accountId, Personal.of(name.value())));
            return Answer.created(new Registered(accountId, workspaceId, true));
        });
    }

    record Verification(
            @Nullable AccountId accountId, @Nullable EmailAddress email, OneTimeCode code) {}

    record Verified(boolean verified) {}

    /** Tries the code that was sent. */
    @PostMapping("/api/v1/auth/verify-otp")
    @Operation(
            summary = "Verify the e-mail address",
            description =
                    "Takes the six digits that were sent. Five wrong tries void a code, each counts although it is"
                            + " refused (IDN-1). Name the account by id or by address.")
    @Refuses({"VERIFICATION_CODE_WRONG", "VERIFICATION_CODE_EXPIRED", "VERIFICATION_CODE_VOID"})
    Mono<ResponseEntity<Verified>> verify(WriteRequest request, @RequestBody Verification body) {
        return writes.run(request, body, VerificationOutcome.class, () -> {
                    var account = named(body.accountId(), body.email())
                            .orElseThrow(() -> Rejection.of(IdentityRejection.VERIFICATION_CODE_WRONG));
                    VerificationOutcome outcome = commands.sendAndWait(new VerifyEmail(account, body.code()));
                    return Answer.ok(outcome);
                })
                // Only here is the failed try committed, so only here may it become a refusal.
                .map(answer -> {
                    if (!Outcomes.of(answer).verified()) {
                        throw Rejection.of(IdentityRejection.VERIFICATION_CODE_WRONG)
                                .at("code");
                    }
                    return Outcomes.with(answer, new Verified(true));
                });
    }

    record CodeWanted(
            @Nullable AccountId accountId, @Nullable EmailAddress email) {}

    record CodeSent(boolean accepted) {}

    /** Sends another code, where there is something to verify. */
    @PostMapping("/api/v1/auth/verify-otp/resend")
    @Operation(
            summary = "Ask for another code",
            description = "Voids the last code and sends another, at most once a minute and ten times a day (IDN-1). By"
                    + " address the answer is always the same, whether there is such an account or not.")
    @Refuses({"VERIFICATION_CODE_TOO_SOON"})
    Mono<ResponseEntity<CodeSent>> resend(WriteRequest request, @RequestBody CodeWanted body) {
        var codeId = new VerificationCodeId(ids.next());
        return writes.run(request, body, ResendOutcome.class, () -> {
                    var account = named(body.accountId(), body.email());
                    if (account.isEmpty()) {
                        return Answer.ok(ResendOutcome.NOT_NEEDED);
                    }
                    ResendOutcome outcome = commands.sendAndWait(new IssueVerificationCode(account.get(), codeId));
                    return Answer.ok(outcome);
                })
                .map(answer -> {
                    if (body.accountId() != null && Outcomes.of(answer) == ResendOutcome.TOO_SOON) {
                        throw Rejection.of(IdentityRejection.VERIFICATION_CODE_TOO_SOON)
                                .retryAfter(Account.BETWEEN_CODES);
                    }
                    return Outcomes.with(answer, new CodeSent(true));
                });
    }

    private Optional<AccountId> named(@Nullable AccountId accountId, @Nullable EmailAddress email) {
        if (accountId != null) {
            return Optional.of(accountId).filter(facts::exists);
        }
        if (email == null) {
            throw Rejection.of(CommonRejection.FIELD_REQUIRED, "accountId or email is required")
                    .at("accountId");
        }
        return claims.ownerOf(EMAIL, email.value()).map(UUID::fromString).map(AccountId::new);
    }
}
