package org.backlot.platform.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Trips to the database for many who ask at the same time. Whoever finds a way free goes at once, and takes along all who
 * wait: one statement brings home what all of them asked for. So the busier the database the fewer statements it is sent, and
 * nobody is overtaken by who came later. Nobody blocks; where threads may, there is {@code SharedReads}.
 *
 * @param <Q> what is asked, and takes what is brought for it
 */
public final class SharedTrips<Q> {
    private final int atATime;
    private final int most;
    private final Function<List<Q>, Mono<Void>> trip;
    private final Queue<Waiting<Q>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param atATime how many trips there are beside each other
     * @param most how many go together at most
     * @param trip brings what each of those has asked for; it begins when it is subscribed to
     */
    public SharedTrips(int atATime, int most, Function<List<Q>, Mono<Void>> trip) {
        this.atATime = atATime;
        this.most = most;
        this.trip = trip;
    }

    private record Waiting<Q>(Q question, Sinks.Empty<Void> done) {}

    /** Ends when the question was given its answer, by a trip that began after this was subscribed to; or as that fails. */
    public Mono<Void> ask(Q question) {
        return Mono.defer(() -> {
            var mine = new Waiting<>(question, Sinks.<Void>empty());
            synchronized (waiting) {
                waiting.add(mine);
            }
            goWhereThereIsAWay();
            return mine.done().asMono().doOnCancel(() -> leave(mine));
        });
    }

    // Who no longer waits is not taken along; who is under way stays so.
    private void leave(Waiting<Q> one) {
        synchronized (waiting) {
            waiting.remove(one);
        }
    }

    private void goWhereThereIsAWay() {
        var together = boarding();
        if (!together.isEmpty()) {
            go(together);
        }
    }

    private List<Waiting<Q>> boarding() {
        var together = new ArrayList<Waiting<Q>>();
        synchronized (waiting) {
            if (underWay < atATime && !waiting.isEmpty()) {
                underWay++;
                while (together.size() < most && !waiting.isEmpty()) {
                    together.add(waiting.remove());
                }
            }
        }
        return together;
    }

    private void go(List<Waiting<Q>> together) {
        Mono.defer(() -> trip.apply(together.stream().map(Waiting::question).toList()))
                .subscribe(
                        _ -> {},
                        failure -> arrived(together, done -> done.tryEmitError(failure)),
                        () -> arrived(together, done -> done.tryEmitEmpty()));
    }

    // First the next ones set out, so that the database need not wait until these have been told.
    private void arrived(List<Waiting<Q>> together, Consumer<Sinks.Empty<Void>> tell) {
        synchronized (waiting) {
            underWay--;
        }
        goWhereThereIsAWay();
        together.forEach(one -> tell.accept(one.done()));
    }
}
