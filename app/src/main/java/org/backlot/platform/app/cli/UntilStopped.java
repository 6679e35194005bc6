package org.backlot.platform.app.cli;

import java.util.concurrent.CountDownLatch;

/** Holds a running Backlot until Ctrl-C or a TERM signal; it stops by itself then. */
final class UntilStopped {
    private UntilStopped() {}

    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
