package org.backlot.identity.app;

import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.command.token.AccessTokens;
import org.backlot.platform.command.PresumedSignIn;
import org.backlot.set.query.socket.SubProtocolToken;
import org.backlot.shared.Rejection;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Makes a {@link Caller} of the bearer token in a request, if the token is ours and its session stands. */
@Component
final class BearerAuthentication implements ServerAuthenticationConverter, ReactiveAuthenticationManager {
    private static final String SCHEME = "bearer ";
    /**
     * Where a camera waits for nobody. Each of these handlers takes its caller from a write alone, whose commit is held to
     * what is taken for granted here.
     */
    private static final List<PathPattern> IN_A_HURRY = List.of(
            PathPatternParser.defaultInstance.parse("/api/v1/set/units/{unitId}/roll"),
            PathPatternParser.defaultInstance.parse("/api/v1/set/units/{unitId}/cut"));

    private final AccessTokens tokens;
    private final SessionStatus sessions;
    private final Scheduler workers;

    BearerAuthentication(AccessTokens tokens, SessionStatus sessions, Scheduler workers) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.workers = workers;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        boolean hurry = request.getMethod() == HttpMethod.POST
                && IN_A_HURRY.stream()
                        .anyMatch(path -> path.matches(request.getPath().pathWithinApplication()));
        return token(request.getHeaders()).map(text -> new Presented(text, hurry));
    }

    @Override
    public Mono<Authentication> authenticate(Authentication presented) {
        return presented instanceof Presented token
                ? presumed(token)
                        .<Mono<Authentication>>map(Mono::just)
                        .orElseGet(() -> caller(token.text)
                                .<Authentication>map(SignedIn::new)
                                .onErrorMap(Rejection.class, Refused::new))
                : Mono.empty();
    }

    private Optional<SignedIn> presumed(Presented token) {
        return token.hurry ? tokens.verifiedBefore(token.text).flatMap(this::presumed) : Optional.empty();
    }

    private Optional<SignedIn> presumed(Caller caller) {
        var fence = sessions.stoodAt(caller);
        if (fence.isEmpty()) {
            return Optional.empty();
        }
        var signedIn = new SignedIn(caller);
        signedIn.setDetails(new PresumedSignIn(fence.getAsLong(), () -> requireSession(caller)));
        return Optional.of(signedIn);
    }

    private void requireSession(Caller caller) {
        if (!sessions.stands(caller)) {
            throw Rejection.of(IdentityRejection.SESSION_ENDED);
        }
    }

    /** Whom the token in these headers names; empty without one, a {@link Rejection} where it does not hold. */
    Mono<Caller> callerOf(HttpHeaders headers) {
        return token(headers).flatMap(this::caller);
    }

    /**
     * Whom the token in these headers names, whether its session stands or not; empty where there is none that holds. May
     * block.
     */
    Optional<Caller> named(HttpHeaders headers) {
        return text(headers).flatMap(token -> {
            try {
                return Optional.of(tokens.verify(token));
            } catch (Rejection _) {
                return Optional.empty();
            }
        });
    }

    private Mono<Caller> caller(String token) {
        // Verifying may look for a new signing key in the database; whether the session stands is asked there each
        // time.
        return Mono.fromCallable(() -> {
                    var caller = tokens.verify(token);
                    requireSession(caller);
                    return caller;
                })
                .subscribeOn(workers);
    }

    private static Mono<String> token(HttpHeaders headers) {
        return Mono.justOrEmpty(text(headers));
    }

    private static Optional<String> text(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip())
                .or(() -> ofSocket(headers));
    }

    // A browser can set no Authorization on a socket. It cannot set sub-protocols on anything else.
    private static Optional<String> ofSocket(HttpHeaders headers) {
        return "websocket".equalsIgnoreCase(headers.getUpgrade())
                ? SubProtocolToken.in(headers.getOrEmpty("Sec-WebSocket-Protocol"))
                : Optional.empty();
    }

    /** A refusal on its way through Spring Security. */
    static final class Refused extends AuthenticationException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Rejection rejection;

        Refused(Rejection rejection) {
            super(rejection.detail());
            this.rejection = rejection;
        }

        Rejection rejection() {
            return rejection;
        }
    }

    /** A token that nobody has looked at yet. */
    private static final class Presented extends AbstractAuthenticationToken {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String text;
        private final boolean hurry;

        Presented(String text, boolean hurry) {
            super(List.of());
            this.text = text;
            this.hurry = hurry;
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return "";
        }
    }

    /** Somebody whose token and session hold. */
    private static final class SignedIn extends AbstractAuthenticationToken {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Caller caller;

        SignedIn(Caller caller) {
            super(List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name())));
            this.caller = caller;
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return caller;
        }

        @Override
        public String getName() {
            return caller.accountId().toString();
        }
    }
}
