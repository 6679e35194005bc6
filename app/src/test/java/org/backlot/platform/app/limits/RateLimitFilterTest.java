package org.backlot.platform.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.app.web.ClientAddress;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpStatus;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RateLimitFilterTest {
    private final RateLimitFilter filter = new RateLimitFilter(
            new RateLimits(
                    new StaticListableBeanFactory().getBeanProvider(RedisClient.class),
                    (purpose, text) -> Sha256.of((purpose + text).getBytes(StandardCharsets.UTF_8)),
                    Clock.systemUTC(),
                    Schedulers.immediate()),
            new ClientAddress(new MockEnvironment()),
            (exchange, refusal) -> Mono.fromRunnable(() -> exchange.getResponse()
                    .setStatusCode(HttpStatus.valueOf(refusal.code().status()))),
            5,
            3,
            5,
            60,
            100);

    @Test
    @DisplayName("IDN-8 PLT-2: five requests to Nafath an hour for an account, first times and renewals together")
    void requests_to_nafath() {
        for (int number = 0; number < 5; number++) {
            var path = number % 2 == 0 ? "/api/v1/auth/nafath/initiate" : "/api/v1/auth/nafath/renew";
            // By account: from wherever it comes.
            assertThat(passes(path, "10.0.0." + number, Optional.of(caller(1)))).isTrue();
        }
        assertThat(passes("/api/v1/auth/nafath/renew", "10.0.0.9", Optional.of(caller(1))))
                .isFalse();
        assertThat(passes("/api/v1/auth/nafath/renew", "10.0.0.9", Optional.of(caller(2))))
                .isTrue();
        assertThat(passes("/api/v1/auth/logout", "10.0.0.9", Optional.of(caller(1))))
                .isTrue();
    }

    @Test
    @DisplayName("IDN-8 PLT-2: sixty notices of Nafath a minute from an address")
    void notices() {
        for (int number = 0; number < 60; number++) {
            assertThat(passes("/api/v1/auth/nafath/webhook", "10.0.0.1", Optional.empty()))
                    .isTrue();
        }
        assertThat(passes("/api/v1/auth/nafath/webhook", "10.0.0.1", Optional.empty()))
                .isFalse();
        assertThat(passes("/api/v1/auth/nafath/webhook", "10.0.0.2", Optional.empty()))
                .isTrue();
    }

    private boolean passes(String path, String address, Optional<Caller> caller) {
        var exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post(path).remoteAddress(new InetSocketAddress(address, 40_000)));
        var answered = filter.filter(
                exchange, Mono.fromRunnable(() -> exchange.getResponse().setStatusCode(HttpStatus.OK)));
        caller.map(who -> answered.contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                        new UsernamePasswordAuthenticationToken(who, "", java.util.List.of()))))
                .orElse(answered)
                .block();
        return HttpStatus.OK.equals(exchange.getResponse().getStatusCode());
    }

    private static Caller caller(int number) {
        return new Caller(
                new AccountId(new UUID(1, number)),
                new SessionId(new UUID(2, number)),
                AccountRole.TALENT,
                new WorkspaceId(new UUID(3, number)),
                true);
    }
}
