package org.backlot.log.app;

import java.util.function.Supplier;
import org.backlot.log.api.Metadata;
import org.backlot.log.api.RecordedEvent;
import org.slf4j.MDC;

/** Puts the trace of the request that began it all on every log line written while something is handled. */
public final class TraceContext {
    /** The key under which log lines carry the trace id. */
    public static final String TRACE_ID = "traceId";

    private TraceContext() {}

    static void during(RecordedEvent event, Runnable step) {
        during(event.metadata().getOrDefault(Metadata.TRACE, ""), step);
    }

    /** Runs the step with the trace id on its log lines. */
    public static void during(String traceId, Runnable step) {
        try (var _ = MDC.putCloseable(TRACE_ID, traceId)) {
            step.run();
        }
    }

    /** Like {@link #during(String, Runnable)}, with a result. */
    public static <R> R within(String traceId, Supplier<R> step) {
        try (var _ = MDC.putCloseable(TRACE_ID, traceId)) {
            return step.get();
        }
    }
}
