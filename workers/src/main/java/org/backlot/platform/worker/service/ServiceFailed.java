package org.backlot.platform.worker.service;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service gave no answer that can be used. The message names the service and holds nothing of what it said. */
public final class ServiceFailed extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** Why there is none, as far as whoever asked can do something else about it. */
    public enum Failure {
        /** No key or address is set for it here. */
        NOT_CONFIGURED,
        /** It cannot be reached, does not answer in time, or says that it is broken. */
        UNAVAILABLE,
        KEY_REFUSED,
        CREDIT_USED_UP,
        TOO_MANY_REQUESTS,
        /** It does not take the question. */
        REFUSED,
        /** It is there, what it was asked for is not. */
        MISSING,
        /** What it has answered is not of the form that was agreed. */
        ANSWER_MALFORMED;

        /** Whether it may be over in a moment. */
        public boolean passing() {
            return this == TOO_MANY_REQUESTS || this == UNAVAILABLE || this == ANSWER_MALFORMED;
        }
    }

    private final Failure failure;
    private final @Nullable Duration retryAfter;

    public ServiceFailed(Failure failure, String message) {
        this(failure, message, null);
    }

    /** @param retryAfter how long it wants to be left alone, where it says so */
    public ServiceFailed(Failure failure, String message, @Nullable Duration retryAfter) {
        super(message);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    public Failure failure() {
        return failure;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
