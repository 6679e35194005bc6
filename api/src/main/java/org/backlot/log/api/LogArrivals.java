package org.backlot.log.api;

import java.util.function.LongConsumer;

/** Tells whoever shows the log live that it has grown, here or on another node. */
public interface LogArrivals {
    /** Being told. Closing it ends that. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tells the highest position known from now on, each time it grows. A notice may be lost, so a listener must also look
     * by itself now and then.
     *
     * @param newest must return at once
     * @param over run once the program stops and tells nothing more: whoever shows the log live ends that now
     */
    Listening listen(LongConsumer newest, Runnable over);
}
