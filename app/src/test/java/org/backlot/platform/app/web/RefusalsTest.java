package org.backlot.platform.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What went wrong, in the words of the interface")
class RefusalsTest {
    @Test
    @DisplayName("SET-3: who finds the line full is BUSY and is told when to come back")
    void line_full() {
        var refused = Refusals.from(new RejectedExecutionException("full")).orElseThrow();
        assertThat(refused.code()).isEqualTo(CommonRejection.BUSY);
        assertThat(refused.retryAfter()).hasValue(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("SET-3: a database that is away is UNAVAILABLE, however deep the cause lies")
    void away() {
        var failure = new IllegalStateException(new LogUnavailable("away", null));
        assertThat(Refusals.from(failure)).map(Rejection::code).hasValue(CommonRejection.UNAVAILABLE);
    }

    @Test
    @DisplayName("SET-3: an error of the program is not dressed up as a refusal")
    void ours() {
        assertThat(Refusals.from(new IllegalStateException("a fault"))).isEmpty();
    }
}
