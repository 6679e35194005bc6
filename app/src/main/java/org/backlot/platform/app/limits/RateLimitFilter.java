package org.backlot.platform.app.limits;

import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.app.web.ClientAddress;
import org.backlot.platform.app.web.ProblemWriter;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses who asks too often (PLT-2): sign-ins, registrations and the notices of Nafath by address, requests to Nafath by
 * account, all else by account or, for those who are not signed in, by address. It is placed in the security chain, after
 * authentication, and is no filter of its own.
 */
@Component
public final class RateLimitFilter {
    private static final Set<String> REGISTRATIONS = Set.of("/api/v1/auth/register", "/api/v1/registry/auth/register");
    private static final String LOGIN = "/api/v1/auth/login";
    private static final Set<String> NAFATH = Set.of("/api/v1/auth/nafath/initiate", "/api/v1/auth/nafath/renew");
    private static final String NAFATH_NOTICE = "/api/v1/auth/nafath/webhook";
    /** An IPv6 household has a whole /64, so its addresses count as one. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final RateLimits limits;
    private final ClientAddress addresses;
    private final ProblemWriter problems;
    private final RateLimit login;
    private final RateLimit registration;
    private final RateLimit nafath;
    private final RateLimit nafathNotices;
    private final RateLimit requests;

    public RateLimitFilter(
            RateLimits limits,
            ClientAddress addresses,
            ProblemWriter problems,
            @Value("${backlot.limits.login-per-minute:5}") long loginPerMinute,
            @Value("${backlot.limits.register-per-hour:3}") long registerPerHour,
            @Value("${backlot.limits.nafath-per-hour:5}") long nafathPerHour,
            @Value("${backlot.limits.nafath-notices-per-minute:60}") long nafathNoticesPerMinute,
            @Value("${backlot.limits.requests-per-minute:100}") long requestsPerMinute) {
        this.limits = limits;
        this.addresses = addresses;
        this.problems = problems;
        this.login = new RateLimit("login", loginPerMinute, Duration.ofMinutes(1));
        this.registration = new RateLimit("register", registerPerHour, Duration.ofHours(1));
        this.nafath = new RateLimit("nafath", nafathPerHour, Duration.ofHours(1));
        this.nafathNotices = new RateLimit("nafath-notices", nafathNoticesPerMinute, Duration.ofMinutes(1));
        this.requests = new RateLimit("requests", requestsPerMinute, Duration.ofMinutes(1));
    }

    /** Goes on where the request is within its limit, and answers 429 where it is not. */
    public Mono<Void> filter(ServerWebExchange exchange, Mono<Void> next) {
        if (exchange.getRequest().getPath().value().startsWith("/actuator/")) {
            return next;
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .mapNotNull(Authentication::getPrincipal)
                .ofType(Caller.class)
                .map(caller -> "account/" + caller.accountId())
                .defaultIfEmpty(address(exchange))
                .flatMap(who -> take(exchange, who, next));
    }

    private Mono<Void> take(ServerWebExchange exchange, String who, Mono<Void> next) {
        var path = exchange.getRequest().getPath().value();
        boolean post = exchange.getRequest().getMethod().equals(HttpMethod.POST);
        if (post && path.equals(LOGIN)) {
            return counted(exchange, login, address(exchange), next);
        }
        if (post && REGISTRATIONS.contains(path)) {
            return counted(exchange, registration, address(exchange), next);
        }
        if (post && NAFATH.contains(path)) {
            return counted(exchange, nafath, who, next);
        }
        if (post && path.equals(NAFATH_NOTICE)) {
            return counted(exchange, nafathNotices, address(exchange), next);
        }
        return counted(exchange, requests, who, next);
    }

    private Mono<Void> counted(ServerWebExchange exchange, RateLimit limit, String who, Mono<Void> next) {
        return limits.take(limit, who).flatMap(probe -> {
            var headers = exchange.getResponse().getHeaders();
            headers.set("RateLimit-Policy", limit.policy());
            headers.set(
                    "RateLimit",
                    "\"%s\";r=%d;t=%d"
                            .formatted(
                                    limit.name(), probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())));
            return probe.isConsumed() ? next : problems.write(exchange, tooMany(probe));
        });
    }

    private static Rejection tooMany(ConsumptionProbe probe) {
        return Rejection.of(CommonRejection.RATE_LIMITED)
                .retryAfter(Duration.ofSeconds(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }

    private String address(ServerWebExchange exchange) {
        return "address/"
                + Optional.of(exchange.getRequest())
                        .flatMap(addresses::of)
                        .map(InetAddress::getAddress)
                        .map(bytes -> bytes.length > 4 ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes)
                        .map(bytes -> HexFormat.of().formatHex(bytes))
                        .orElse("unknown");
    }
}
