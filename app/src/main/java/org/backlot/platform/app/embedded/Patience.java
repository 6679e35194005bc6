// Servers are other processes: all we can do is look again until they are there, or gone, or we have waited too long.
package org.backlot.platform.app.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting, with an end to it. */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final long end;

    private Patience(long end) {
        this.end = end;
    }

    static Patience of(Duration limit) {
        return new Patience(System.nanoTime() + limit.toNanos());
    }

    /** True as soon as it holds, false when patience has run out first. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        var patience = of(limit);
        do {
            if (condition.getAsBoolean()) {
                return true;
            }
        } while (patience.pause());
        return condition.getAsBoolean();
    }

    /** Waits a moment before the next look; false when there is to be none. */
    boolean pause() {
        if (System.nanoTime() - end >= 0) {
            return false;
        }
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServiceFailed("Interrupted while waiting for an embedded service", stopped);
        }
    }
}
