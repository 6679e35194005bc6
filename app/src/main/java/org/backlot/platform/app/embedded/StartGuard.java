// Whoever types Ctrl-C while servers are still starting has nobody yet who would stop them again. So until they are
// handed over, the end of the process waits for them to be up, and down.
package org.backlot.platform.app.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds up the end of this process while servers are being started. */
final class StartGuard {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread hook = new Thread(this::awaitSettled, "embedded-services-start-guard");

    private StartGuard() {}

    static StartGuard install() {
        var guard = new StartGuard();
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook);
        } catch (IllegalStateException ending) {
            throw new EmbeddedServiceFailed("The program is ending: nothing is started any more", ending);
        }
        return guard;
    }

    private void awaitSettled() {
        try {
            settled.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the servers can be handed over; false when the program has been told to end meanwhile. */
    boolean handOver() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    /** Everything has been stopped again: the process may end. */
    void settle() {
        settled.countDown();
    }
}
