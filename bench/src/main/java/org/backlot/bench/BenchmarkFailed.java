package org.backlot.bench;

import java.io.Serial;

/** A figure could not be had. A benchmark that goes on after a refused request would measure refusals. */
public final class BenchmarkFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public BenchmarkFailed(String message) {
        super(message);
    }

    public BenchmarkFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
