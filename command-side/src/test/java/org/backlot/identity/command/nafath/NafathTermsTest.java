package org.backlot.identity.command.nafath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NafathTermsTest {
    private static final Duration MINUTES = Duration.ofMinutes(5);

    @Test
    @DisplayName("IDN-8: only the whole secret is the secret")
    void secret() {
        var terms = new NafathTerms("sesame", MINUTES);
        assertThat(terms.isSecret("sesame")).isTrue();
        for (var wrong : new String[] {"", "sesam", "sesame ", "Sesame", "sesamee"}) {
            assertThat(terms.isSecret(wrong)).as(wrong).isFalse();
        }
    }

    @Test
    @DisplayName("IDN-8: without a secret nothing is the secret, an empty password least, and it is said what to set")
    void none() {
        var terms = new NafathTerms(" ", MINUTES);
        assertThat(terms.isSecret("")).isFalse();
        assertThat(terms.isSecret(" ")).isFalse();
        assertThatThrownBy(terms::requireSecret)
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("BACKLOT_NAFATH_WEBHOOK_SECRET");
    }

    @Test
    @DisplayName("IDN-8: a request that is open for no time is refused at the start")
    void no_time() {
        assertThatThrownBy(() -> new NafathTerms("sesame", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backlot.nafath.expires-after");
    }
}
