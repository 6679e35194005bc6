package org.backlot.platform.query;

import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets work be done a few at a time, and in the order in which it came. Where all of it keeps a processor busy, more at once
 * is done no sooner: it only takes longer for each, and for some much longer.
 */
public final class Turns {
    private final SharedTrips<Mono<Void>> turns;
    private final Scheduler where;

    /**
     * @param atATime for how many it is their turn
     * @param where their work is done
     */
    public Turns(int atATime, Scheduler where) {
        this.turns = new SharedTrips<>(atATime, 1, works -> Flux.concat(works).then());
        this.where = where;
    }

    /** What the work gives, when its turn has come. Once begun it goes on, even if nobody waits for it any more. */
    public <T> Mono<T> take(Mono<T> work) {
        return Mono.defer(() -> {
            var given = new AtomicReference<T>();
            return turns.ask(work.doOnNext(given::set).then().subscribeOn(where))
                    .then(Mono.fromSupplier(given::get));
        });
    }
}
