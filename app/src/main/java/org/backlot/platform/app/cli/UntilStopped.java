package org.backlot.platform.app.cli;

import java.util.concurrent.CountDownLatch;
import org.backlot.platform.app.RunningBacklot;

/** Holds a running Backlot until Ctrl-C or a TERM signal, and then stops everything it started, in order. */
final class UntilStopped {
    private UntilStopped() {}

    /** Sees to it that the end of this process is the end of all that was started. */
    static Thread closeAtEnd(RunningBacklot running) {
        var hook = Thread.ofPlatform().name("stop").unstarted(running::close);
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
