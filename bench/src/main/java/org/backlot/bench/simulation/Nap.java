package org.backlot.bench.simulation;

import org.backlot.bench.BenchmarkFailed;

/** A short time in which nothing is to be done. */
final class Nap {
    private Nap() {}

    static void of(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }
}
