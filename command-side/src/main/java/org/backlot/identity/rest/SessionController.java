package org.backlot.identity.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.PasswordHash;
import org.backlot.identity.api.RefreshOutcome;
import org.backlot.identity.api.SessionCommand.OpenSession;
import org.backlot.identity.api.SessionCommand.RevokeSession;
import org.backlot.identity.api.SessionCommand.RotateRefreshToken;
import org.backlot.identity.api.SessionEvent.SessionRevoked.Reason;
import org.backlot.identity.api.WorkspaceCommand.CreateWorkspace;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.command.access.AccessFacts;
import org.backlot.identity.command.access.Gate;
import org.backlot.identity.command.account.Account;
import org.backlot.identity.command.account.Accounts;
import org.backlot.identity.command.account.PasswordHashing;
import org.backlot.identity.command.session.RefreshToken;
import org.backlot.identity.command.token.AccessTokens;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.Claims;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Signing in, staying signed in, signing out (IDN-2, IDN-3). What is kept beside an Idempotency-Key is a seed, never a
 * token: the tokens are made from it after the commit, the same refresh token for the same seed.
 */
@RestController
@RequestMapping("/api/v1/auth")
public class SessionController {
    private static final int SEED_BYTES = 32;

    private final Writes writes;
    private final CommandGateway commands;
    private final Claims claims;
    private final Gate gate;
    private final AccessFacts facts;
    private final Accounts accounts;
    private final PasswordHashing passwords;
    private final AccessTokens accessTokens;
    private final ServerSecret secret;
    private final IdSource ids;
    private final SecureRandom random;

    public SessionController(
            Writes writes,
            CommandGateway commands,
            Claims claims,
            Gate gate,
            AccessFacts facts,
            Accounts accounts,
            PasswordHashing passwords,
            AccessTokens accessTokens,
            ServerSecret secret,
            IdSource ids,
            SecureRandom random) {
        this.writes = writes;
        this.commands = commands;
        this.claims = claims;
        this.gate = gate;
        this.facts = facts;
        this.accounts = accounts;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.secret = secret;
        this.ids = ids;
        this.random = random;
    }

    record Login(
            EmailAddress email, Password password, @Nullable WorkspaceId workspaceId) {}

    /** What is kept of a sign-in or a refresh. The seed is worth nothing without the server's secret. */
    record Granted(
            RefreshOutcome outcome,
            SessionId sessionId,
            AccountId accountId,
            WorkspaceId workspaceId,
            AccountRole role,
            String seed) {}

    /**
     * What a client signs in with from now on. The names of CLIP section 4 stand beside ours.
     *
     * @param expiresIn seconds until the access token ends
     */
    record Tokens(
            String accessToken,
            String refreshToken,
            String tokenType,
            long expiresIn,
            AccountId accountId,
            WorkspaceId workspaceId,
            AccountRole role,
            SessionId sessionId) {
        @JsonProperty("access_token")
        String clipAccessToken() {
            return accessToken;
        }

        @JsonProperty("refresh_token")
        String clipRefreshToken() {
            return refreshToken;
        }

        /** Never the tokens. */
        @Override
        public String toString() {
            return "Tokens[" + sessionId + "]";
        }
    }

    /** Signs in. */
    @PostMapping("/login")
    @Operation(
            summary = "Sign in",
            description =
                    "Opens a session: an access token for fifteen minutes and a refresh token for seven days, to be"
                            + " used once (IDN-2; CLIP section 4). Without workspaceId it is the workspace that the account"
                            + " founded.")
    @Refuses({"CREDENTIALS_WRONG", "EMAIL_NOT_VERIFIED", "NOT_FOUND"})
    Mono<ResponseEntity<Tokens>> login(WriteRequest request, @RequestBody Login body) {
        if (body.email() == null || body.password() == null) {
            return Mono.error(
                    Rejection.of(CommonRejection.FIELD_REQUIRED).at(body.email() == null ? "email" : "password"));
        }
        return Mono.fromCallable(() -> accountOf(body.email()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(account -> passwords
                        .matches(body.password().value(), hashOf(account))
                        .map(matches -> matches ? verified(account) : wrong()))
                .flatMap(profile -> open(request, body, profile));
    }

    private Mono<ResponseEntity<Tokens>> open(WriteRequest request, Login body, Account.Profile profile) {
        var sessionId = new SessionId(ids.next());
        var newWorkspace = new WorkspaceId(ids.next());
        var seed = seed();
        var account = profile.accountId();
        var hash = RefreshToken.of(secret, sessionId, seed).hash();
        return writes.run(request, body, Granted.class, () -> {
                    if (!gate.isActive(account)) {
                        throw Rejection.of(IdentityRejection.CREDENTIALS_WRONG);
                    }
                    var workspace = workspaceFor(account, body.workspaceId(), newWorkspace, profile);
                    commands.sendAndWait(
                            new OpenSession(sessionId, account, workspace, hash, Personal.of(request.remote())));
                    return Answer.ok(
                            new Granted(RefreshOutcome.ROTATED, sessionId, account, workspace, profile.role(), seed));
                })
                .flatMap(this::tokens);
    }

    record Refresh(String refreshToken) {
        /** Never the token. */
        @Override
        public String toString() {
            return "Refresh[…]";
        }
    }

    /** Uses a refresh token up, for another pair of tokens. */
    @PostMapping("/refresh")
    @Operation(
            summary = "Get new tokens",
            description =
                    "Takes the refresh token and gives the next pair. A refresh token that comes a second time ends"
                            + " the session for everybody who holds a token of it (IDN-2). After a lost answer repeat the same"
                            + " request with the same Idempotency-Key: it gives the same refresh token again.")
    @Refuses({"REFRESH_TOKEN_WRONG", "REFRESH_TOKEN_EXPIRED", "REFRESH_TOKEN_REUSED", "SESSION_ENDED", "WORKSPACE_LEFT"
    })
    Mono<ResponseEntity<Tokens>> refresh(WriteRequest request, @RequestBody Refresh body) {
        var seed = seed();
        return writes.run(request, body, Granted.class, () -> {
                    var presented = new RefreshToken(body.refreshToken());
                    var session = facts.liveSession(presented.sessionId())
                            .orElseThrow(() -> Rejection.of(IdentityRejection.SESSION_ENDED));
                    var role = facts.roleOf(session.accountId())
                            .orElseThrow(() -> Rejection.of(IdentityRejection.SESSION_ENDED));
                    RefreshOutcome outcome = commands.sendAndWait(new RotateRefreshToken(
                            session.sessionId(),
                            presented.hash(),
                            RefreshToken.of(secret, session.sessionId(), seed).hash()));
                    if (outcome == RefreshOutcome.ROTATED
                            && gate.roleIn(session.workspaceId(), session.accountId())
                                    .isEmpty()) {
                        throw Rejection.of(IdentityRejection.WORKSPACE_LEFT);
                    }
                    return Answer.ok(new Granted(
                            outcome, session.sessionId(), session.accountId(), session.workspaceId(), role, seed));
                })
                .flatMap(this::tokens);
    }

    record SessionOver(SessionId sessionId, boolean revoked) {}

    /** Ends the caller's own session; its access token is refused from the next request on, on every node. */
    @PostMapping("/logout")
    @Operation(summary = "Sign out", description = "Ends this session at once, on every node (IDN-2).")
    Mono<ResponseEntity<SessionOver>> logout(WriteRequest request) {
        return revoke(request, request.caller().sessionId(), Reason.LOGOUT);
    }

    /** Ends one of the caller's sessions, such as the one on a lost telephone. */
    @DeleteMapping("/sessions/{sessionId}")
    @Operation(summary = "End a session", description = "Ends one of your own sessions at once, on every node (IDN-3).")
    @Refuses({"NOT_FOUND"})
    Mono<ResponseEntity<SessionOver>> revokeSession(WriteRequest request, @PathVariable SessionId sessionId) {
        return revoke(request, sessionId, Reason.REVOKED_BY_OWNER);
    }

    private Mono<ResponseEntity<SessionOver>> revoke(WriteRequest request, SessionId session, Reason reason) {
        return writes.run(request, NoBody.INSTANCE, SessionOver.class, () -> {
            commands.sendAndWait(new RevokeSession(session, request.caller().accountId(), reason));
            return Answer.ok(new SessionOver(session, true));
        });
    }

    // Runs after the commit: a reuse has ended the session by now, and only the answer remains to be refused.
    private Mono<ResponseEntity<Tokens>> tokens(ResponseEntity<Granted> kept) {
        var granted = Outcomes.of(kept);
        if (granted.outcome() == RefreshOutcome.REUSED) {
            return Mono.error(Rejection.of(IdentityRejection.REFRESH_TOKEN_REUSED));
        }
        var caller = new Caller(granted.accountId(), granted.sessionId(), granted.role(), granted.workspaceId(), true);
        return Mono.fromCallable(() -> accessTokens.issue(caller))
                .subscribeOn(Schedulers.boundedElastic())
                .map(accessToken -> Outcomes.with(
                        kept,
                        new Tokens(
                                accessToken,
                                RefreshToken.of(secret, granted.sessionId(), granted.seed())
                                        .text(),
                                "Bearer",
                                AccessTokens.LIVES.toSeconds(),
                                granted.accountId(),
                                granted.workspaceId(),
                                granted.role(),
                                granted.sessionId())));
    }

    private WorkspaceId workspaceFor(
            AccountId account, @Nullable WorkspaceId wanted, WorkspaceId newWorkspace, Account.Profile profile) {
        if (wanted != null) {
            return gate.roleIn(wanted, account)
                    .map(_ -> wanted)
                    .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND).at("workspaceId"));
        }
        return facts.homeOf(account).orElseGet(() -> {
            // Whoever was taken out of every workspace gets one of their own, as after registering.
            commands.sendAndWait(new CreateWorkspace(
                    newWorkspace, account, Personal.of(profile.name().required().value())));
            return newWorkspace;
        });
    }

    private Account accountOf(EmailAddress email) {
        return claims.ownerOf(RegistrationController.EMAIL, email.value())
                .map(UUID::fromString)
                .map(AccountId::new)
                .map(accounts::load)
                .orElseGet(Account::unregistered);
    }

    private static Optional<PasswordHash> hashOf(Account account) {
        return switch (account) {
            case Account.Unverified open -> open.profile().password().value();
            case Account.Verified done -> done.profile().password().value();
            case Account.Unregistered _, Account.Erased _ -> Optional.empty();
        };
    }

    private static Account.Profile verified(Account account) {
        if (account instanceof Account.Verified done) {
            return done.profile();
        }
        throw Rejection.of(IdentityRejection.EMAIL_NOT_VERIFIED);
    }

    private static Account.Profile wrong() {
        throw Rejection.of(IdentityRejection.CREDENTIALS_WRONG);
    }

    private String seed() {
        var bytes = new byte[SEED_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
