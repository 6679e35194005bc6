package org.backlot.identity.app;

import java.time.Duration;
import java.util.List;
import org.backlot.platform.app.limits.RateLimitFilter;
import org.backlot.platform.app.web.ProblemWriter;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.StaticServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/**
 * What every request passes: security headers, CORS, the bearer token, the rate limit, and a rule that denies what is not
 * listed. There is no cookie and no server-side web session, so there is nothing that a forged cross-site request could
 * ride on, and no CSRF token.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityWiring {
    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);

    /** Open to all. The operator's paths and the standalone mailbox guard themselves. */
    private static final ServerWebExchangeMatcher PUBLIC = new OrServerWebExchangeMatcher(
            post("/api/v1/auth/register"),
            post("/api/v1/registry/auth/register"),
            post("/api/v1/auth/login"),
            post("/api/v1/auth/refresh"),
            post("/api/v1/auth/verify-otp"),
            post("/api/v1/auth/verify-otp/resend"),
            post("/api/v1/auth/nafath/webhook"),
            get("/.well-known/jwks.json"),
            get("/api/v1/casting/calls"),
            get("/api/v1/casting/calls/{callId}"),
            // Whapi has no account here; its header is looked at where its notices are taken.
            post("/api/v1/casting/ingestion/whapi"),
            get("/api/v1/casting/search/calls"),
            get("/api/v1/health"),
            get("/api/v1/openapi.json"),
            get("/actuator/health"),
            get("/actuator/health/**"),
            get("/actuator/prometheus"),
            new PathPatternParserServerWebExchangeMatcher("/standalone/**"),
            new PathPatternParserServerWebExchangeMatcher("/operator/**"));

    // What the firewall turns away (encoded slashes, NUL in a path) has not reached any handler of ours yet.
    @Bean
    ServerExchangeRejectedHandler rejectedExchanges(ProblemWriter problems) {
        return (exchange, _) -> problems.write(exchange, Rejection.of(CommonRejection.PARAMETER_INVALID));
    }

    // Each filter of the chain would be observed by itself, for every request, and nobody looks at it: requests are
    // measured as a whole.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityWebFilterChain securityChain(
            ServerHttpSecurity http,
            BearerAuthentication bearer,
            RateLimitFilter limits,
            ProblemWriter problems,
            Environment environment) {
        var authentication = new AuthenticationWebFilter(bearer);
        authentication.setServerAuthenticationConverter(bearer);
        authentication.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        // A stale token sent along to an open path, such as the refresh, must not close it.
        authentication.setRequiresAuthenticationMatcher(new NegatedServerWebExchangeMatcher(PUBLIC));
        // Guessing tokens counts like any other request of that address.
        authentication.setAuthenticationFailureHandler((at, failure) -> limits.filter(
                at.getExchange(),
                problems.write(
                        at.getExchange(),
                        failure instanceof BearerAuthentication.Refused refused
                                ? refused.rejection()
                                : Rejection.of(CommonRejection.NOT_AUTHENTICATED))));

        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(cors -> cors(cors, environment))
                .headers(SecurityWiring::headers)
                .addFilterAt(authentication, SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(
                        (exchange, chain) -> limits.filter(exchange, chain.filter(exchange)),
                        SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((exchange, _) ->
                                problems.write(exchange, Rejection.of(CommonRejection.NOT_AUTHENTICATED)))
                        .accessDeniedHandler(
                                (exchange, _) -> problems.write(exchange, Rejection.of(CommonRejection.NOT_ALLOWED))))
                .authorizeExchange(exchanges -> exchanges
                        .matchers(PUBLIC)
                        .permitAll()
                        .pathMatchers("/actuator/**")
                        .hasRole("ADMIN")
                        .anyExchange()
                        .authenticated())
                .build();
    }

    private static void headers(ServerHttpSecurity.HeaderSpec headers) {
        headers.frameOptions(frame -> frame.mode(Mode.DENY))
                .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicy(policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                // Also on plain HTTP, where browsers ignore it: TLS often ends at a proxy in front.
                .hsts(ServerHttpSecurity.HeaderSpec.HstsSpec::disable)
                .writer(StaticServerHttpHeadersWriter.builder()
                        .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                        .build());
    }

    private static void cors(ServerHttpSecurity.CorsSpec cors, Environment environment) {
        var origins = Binder.get(environment)
                .bind("backlot.cors.allowed-origins", Bindable.listOf(String.class))
                .orElse(List.of())
                .stream()
                .filter(origin -> !origin.isBlank())
                .toList();
        if (origins.isEmpty()) {
            cors.disable();
            return;
        }
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(
                List.of("Authorization", "Content-Type", "Idempotency-Key", "Backlot-Position", "traceparent"));
        allowed.setExposedHeaders(List.of(
                "Backlot-Position",
                "Backlot-Trace",
                "Backlot-Parts",
                "Idempotency-Replayed",
                "Retry-After",
                "RateLimit",
                "RateLimit-Policy"));
        allowed.setMaxAge(PREFLIGHT_KEPT);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", allowed);
        cors.configurationSource(source);
    }

    private static ServerWebExchangeMatcher post(String path) {
        return new PathPatternParserServerWebExchangeMatcher(path, HttpMethod.POST);
    }

    private static ServerWebExchangeMatcher get(String path) {
        return new PathPatternParserServerWebExchangeMatcher(path, HttpMethod.GET);
    }
}
