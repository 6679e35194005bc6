package org.backlot.platform.app.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for something that happens by itself: a mail, a payout. Looks again and again, and gives up loudly. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private Await() {}

    static <T> T until(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ScenarioFailed("interrupted while waiting for " + what);
            }
        }
        throw new ScenarioFailed("waited %d s in vain for %s".formatted(PATIENCE.toSeconds(), what));
    }
}
