package org.backlot.casting.api.ingestion;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A post could not be read. Says nothing of what is in it. */
public final class ExtractionFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final WaitReason why;
    private final @Nullable Duration retryAfter;

    public ExtractionFailed(WaitReason why, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.why = why;
        this.retryAfter = retryAfter;
    }

    public WaitReason why() {
        return why;
    }

    /** When whoever was asked wants to be asked again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
