package org.backlot.platform.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class RateLimitsTest {
    private static final RateLimit LOGIN = new RateLimit("login", 5, Duration.ofMinutes(1));

    @Test
    @DisplayName("PLT-2: five sign-ins a minute pass, the sixth waits, another address does not, Redis or no Redis")
    void counts_here_without_redis() {
        var limits = new RateLimits(
                new StaticListableBeanFactory().getBeanProvider(RedisClient.class),
                RateLimitsTest::digest,
                Clock.systemUTC());

        for (int left = 4; left >= 0; left--) {
            var probe = limits.take(LOGIN, "address/1").blockOptional().orElseThrow();
            assertThat(probe.isConsumed()).isTrue();
            assertThat(probe.getRemainingTokens()).isEqualTo(left);
        }
        var sixth = limits.take(LOGIN, "address/1").blockOptional().orElseThrow();
        assertThat(sixth.isConsumed()).isFalse();
        assertThat(Duration.ofNanos(sixth.getNanosToWaitForRefill()))
                .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(limits.take(LOGIN, "address/2").blockOptional().orElseThrow().isConsumed())
                .isTrue();
    }

    @Test
    @DisplayName("PLT-2: a limit is told as the draft of the RateLimit header fields has it")
    void policy() {
        assertThat(LOGIN.policy()).isEqualTo("\"login\";q=5;w=60");
    }

    private static byte[] digest(String purpose, String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((purpose + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
