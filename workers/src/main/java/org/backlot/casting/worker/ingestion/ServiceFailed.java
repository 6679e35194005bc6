package org.backlot.casting.worker.ingestion;

import java.time.Duration;
import java.util.Optional;
import org.backlot.casting.api.ingestion.RunFailure;
import org.jspecify.annotations.Nullable;

/** A service outside could not be asked. Says nothing of what it has answered: that may quote a key, or a person. */
final class ServiceFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final RunFailure failure;
    private final @Nullable Duration retryAfter;

    ServiceFailed(RunFailure failure, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    ServiceFailed(RunFailure failure, String detail) {
        this(failure, detail, null);
    }

    RunFailure failure() {
        return failure;
    }

    /** How long the service wants to be left alone. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
