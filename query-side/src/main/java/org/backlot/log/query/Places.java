package org.backlot.log.query;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.backlot.log.api.LogRejection;
import org.backlot.shared.Rejection;
import reactor.core.publisher.Flux;

/** A bounded number of places for answers that last: whoever finds none is told to come back. */
final class Places {
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final Semaphore free;

    Places(int count) {
        this.free = new Semaphore(count);
    }

    /** Takes a place, or throws {@code AUDIT_BUSY}. The place is given back when what runs in it has ended. */
    Place take() {
        if (!free.tryAcquire()) {
            throw Rejection.of(LogRejection.AUDIT_BUSY).retryAfter(COME_BACK);
        }
        return new Place();
    }

    /** One place, given back once. */
    final class Place {
        private final AtomicBoolean taken = new AtomicBoolean(true);

        /** What runs, holding the place until it is over, however it ends. */
        <T> Flux<T> during(Flux<T> running) {
            return running.doFinally(_ -> giveBack());
        }

        void giveBack() {
            if (taken.compareAndSet(true, false)) {
                free.release();
            }
        }
    }
}
