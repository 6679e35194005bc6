package org.backlot.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting for what happens by itself in another process, which has no other way to tell. */
public final class Pause {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Pause() {}

    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }

    /** Looks until there is something; gives up after a minute. */
    public static <T> T until(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            of(LOOK_EVERY);
        }
        throw new BenchmarkFailed("waited a minute in vain for " + what);
    }
}
