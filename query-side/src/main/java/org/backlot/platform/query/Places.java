package org.backlot.platform.query;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import reactor.core.publisher.Flux;

/** A bounded number of places for answers that last: whoever finds none is told to come back. */
public final class Places {
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final Semaphore free;
    private final RejectionCode full;

    /** @param full what to refuse with where none is left */
    public Places(int count, RejectionCode full) {
        this.free = new Semaphore(count);
        this.full = full;
    }

    /** Takes a place, or refuses. The place is given back when what runs in it has ended. */
    public Place take() {
        if (!free.tryAcquire()) {
            throw Rejection.of(full).retryAfter(COME_BACK);
        }
        return new Place();
    }

    /** One place, given back once. */
    public final class Place {
        private final AtomicBoolean taken = new AtomicBoolean(true);

        /** What runs, holding the place until it is over, however it ends. */
        public <T> Flux<T> during(Flux<T> running) {
            return running.doFinally(_ -> giveBack());
        }

        /** Gives it back; again does nothing. */
        public void giveBack() {
            if (taken.compareAndSet(true, false)) {
                free.release();
            }
        }
    }
}
