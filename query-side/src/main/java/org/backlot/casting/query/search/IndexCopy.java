// Why this file exists: a search that reads its matches from the tables takes milliseconds for each thousand; in memory
// as many microseconds. The tables stay the truth: this is a copy that any node can make again.
package org.backlot.casting.query.search;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.query.search.IndexTables.Change;
import org.backlot.casting.query.search.IndexTables.Looked;
import org.backlot.casting.query.search.memory.KnownPerson;
import org.backlot.casting.query.search.memory.MemoryIndex;
import org.backlot.platform.query.LogGrowth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The tables of the view {@code casting-search}, copied into the memory of this node and kept as they are. Nothing is copied
 * before the first search; until all is there, and whenever it is not sure to be as the tables are, there is no copy.
 */
@Component
class IndexCopy implements DisposableBean {
    /** Views are as much behind the log, so that looking more often would mostly find nothing. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final int LOOKS_FOR_A_VIEW = 10;
    /** Whoever waits longer is served by the tables: a copy may just be made anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(IndexCopy.class);

    private final IndexTables tables;
    private final LogGrowth log;
    private final int most;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Sinks.Many<Waiting> waiting = Sinks.many().unicast().onBackpressureBuffer();
    private final Disposable.Composite following = Disposables.composite();
    private volatile Optional<Copied> copied = Optional.empty();
    private volatile boolean tooLarge;

    /** @param most so many documents are copied at most; with 0 there is never a copy */
    IndexCopy(IndexTables tables, LogGrowth log, @Value("${backlot.search.memory-documents:300000}") int most) {
        this.tables = tables;
        this.log = log;
        this.most = most;
        this.tooLarge = most == 0;
    }

    /** What was copied, and how far: it has all that the tables had when they were looked at. */
    private record Copied(MemoryIndex index, Looked looked) {
        boolean hasSeen(long position) {
            return looked.position() >= position;
        }

        boolean isBehind() {
            return looked.position() < looked.head();
        }
    }

    /** Somebody waits until a position is seen, or just until there was a look. */
    private record Waiting(OptionalLong position, Sinks.Empty<Void> done) {}

    /**
     * The copy, once it has seen a position that the view has reached; empty where there is none at the moment.
     *
     * @param position empty where the copy will do as it is
     */
    Mono<Optional<MemoryIndex>> upTo(OptionalLong position) {
        if (!tooLarge && wanted.compareAndSet(false, true)) {
            follow();
        }
        return Mono.defer(() -> {
            var now = copied;
            boolean enough = now.isEmpty() || position.isEmpty() || now.get().hasSeen(position.getAsLong());
            return enough
                    ? Mono.just(now.map(Copied::index))
                    : looked(position)
                            .timeout(PATIENCE, Mono.empty())
                            .then(Mono.fromSupplier(() -> copied.filter(copy -> copy.hasSeen(position.getAsLong()))
                                    .map(Copied::index)));
        });
    }

    // One look at a time. The log is where it shows that something has happened; the view comes a little later.
    private void follow() {
        following.add(waiting.asFlux()
                .publishOn(Schedulers.boundedElastic())
                .concatMap(this::serve, 0)
                .subscribe());
        following.add(log.grown()
                .onBackpressureLatest()
                .concatMap(
                        _ -> Mono.defer(() -> looked(OptionalLong.empty()))
                                .delaySubscription(PAUSE)
                                .repeat(
                                        LOOKS_FOR_A_VIEW,
                                        () -> copied.filter(Copied::isBehind).isPresent()),
                        0)
                .subscribe());
        following.add(looked(OptionalLong.empty()).subscribe());
    }

    private Mono<Void> looked(OptionalLong position) {
        Sinks.Empty<Void> done = Sinks.empty();
        waiting.emitNext(new Waiting(position, done), Sinks.EmitFailureHandler.busyLooping(PATIENCE));
        return done.asMono();
    }

    private Mono<Void> serve(Waiting one) {
        boolean seen = one.position().isPresent()
                && copied.filter(copy -> copy.hasSeen(one.position().getAsLong()))
                        .isPresent();
        return (seen || tooLarge ? Mono.<Void>empty() : look())
                .onErrorResume(failure -> {
                    // It is copied again from the beginning: what was missed is not known.
                    copied = Optional.empty();
                    if (!following.isDisposed()) {
                        LOG.warn("The search index cannot be copied at the moment ({})", failure.getMessage());
                    }
                    return Mono.empty();
                })
                .doFinally(_ -> one.done().tryEmitEmpty());
    }

    private Mono<Void> look() {
        var before = copied;
        return tables.look(before.map(copy -> copy.looked().people()).orElse(0L))
                .flatMap(looked -> {
                    if (before.isPresent() && looked.goesOnFrom(before.get().looked())) {
                        return catchUp(before.get(), looked);
                    }
                    copied = Optional.empty();
                    return load(looked);
                });
    }

    private Mono<Void> load(Looked looked) {
        var index = new MemoryIndex();
        long began = System.nanoTime();
        return Flux.fromArray(SearchKind.values())
                .concatMap(kind -> tables.documents(kind).doOnNext(entry -> index.put(kind, entry)))
                .take(most + 1L)
                .thenMany(tables.people())
                .doOnNext(index::know)
                .then(Mono.fromRunnable(() -> {
                    LOG.info(
                            "{} documents were read in {} ms, to be searched in memory",
                            index.size(),
                            Duration.ofNanos(System.nanoTime() - began).toMillis());
                    keep(index, looked);
                }));
    }

    private Mono<Void> catchUp(Copied before, Looked looked) {
        var index = before.index();
        var people = before.looked().people() < looked.people()
                ? tables.peopleSince(before.looked().people()).doOnNext(index::know)
                : Flux.<KnownPerson>empty();
        var documents = before.looked().number() < looked.number()
                ? Flux.fromArray(SearchKind.values())
                        .concatMap(kind -> tables.changes(kind, before.looked().number())
                                .doOnNext(change -> change.now()
                                        .ifPresentOrElse(
                                                entry -> index.put(kind, entry),
                                                () -> index.remove(kind, change.id()))))
                : Flux.<Change>empty();
        return people.thenMany(documents).then(Mono.fromRunnable(() -> keep(index, looked)));
    }

    private void keep(MemoryIndex index, Looked looked) {
        if (index.size() > most) {
            tooLarge = true;
            copied = Optional.empty();
            LOG.info("More than {} documents are searched in PostgreSQL and not in memory", most);
            return;
        }
        index.sawPeopleUpTo(looked.people());
        copied = Optional.of(new Copied(index, looked));
    }

    @Override
    public void destroy() {
        following.dispose();
    }
}
