package org.backlot.log.app;

import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Who and what is behind the commands sent by the running code: it becomes the metadata of every event they cause. Bound
 * for the length of one request, saga step or deadline.
 */
public final class CommandOrigin implements CorrelationDataProvider {
    private static final ScopedValue<Map<String, String>> CURRENT = ScopedValue.newInstance();

    /** Runs the step with this origin; see {@link org.backlot.log.api.Metadata} for the keys. */
    public static void during(Map<String, String> origin, Runnable step) {
        ScopedValue.where(CURRENT, Map.copyOf(origin)).run(step);
    }

    /** Like {@link #during}, with a result. */
    public static <R> R within(Map<String, String> origin, Supplier<R> step) {
        return ScopedValue.where(CURRENT, Map.copyOf(origin)).call(step::get);
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        return CURRENT.isBound() ? CURRENT.get() : Map.of();
    }
}
