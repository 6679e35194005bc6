package org.backlot.identity.app;

import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.command.token.AccessTokens;
import org.backlot.set.query.socket.SubProtocolToken;
import org.backlot.shared.Rejection;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Makes a {@link Caller} of the bearer token in a request, if the token is ours and its session stands. */
@Component
final class BearerAuthentication implements ServerAuthenticationConverter, ReactiveAuthenticationManager {
    private static final String SCHEME = "bearer ";

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
        return token(exchange.getRequest().getHeaders()).map(Presented::new);
    }

    @Override
    public Mono<Authentication> authenticate(Authentication presented) {
        return presented instanceof Presented token
                ? caller(token.text).<Authentication>map(SignedIn::new).onErrorMap(Rejection.class, Refused::new)
                : Mono.empty();
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
                    if (!sessions.stands(caller)) {
                        throw Rejection.of(IdentityRejection.SESSION_ENDED);
                    }
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

        Presented(String text) {
            super(List.of());
            this.text = text;
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
