// Why this file exists: a search that reads its matches from the tables takes milliseconds for each thousand; in memory
// it
// takes as many microseconds. The tables stay the truth: this is a copy that any node can make again.
package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.Spot;
import org.backlot.casting.query.search.memory.Entry;
import org.backlot.casting.query.search.memory.MemoryIndex;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.LogGrowth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.RowsFetchSpec;
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
    private static final int ROWS_AT_ONCE = 2_000;
    private static final Duration PATIENCE_TO_EMIT = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(IndexCopy.class);

    private static final String COLUMNS =
            "standing, active_at, until, latitude, longitude, facets, tsvector_to_array(terms) as terms";

    // A view that was made again from the log has another schema of the same name; of one that is written with the log
    // the
    // rows were put in anew, by another transaction.
    private static final String LOOK = """
            select (select cast(oid as text) from pg_namespace where nspname = 'casting_search') as generation,
                coalesce((select position from log_follower where name = 'casting-search'), 0) as position,
                (select position from log.head) as head,
                coalesce((select max(number) from casting_search.change), 0) as number,
                coalesce((select max(position) from casting_access.change), 0) as access,
                coalesce((select cast(xmin as text) from casting_access.change order by position desc limit 1), '')
                    as access_written,
                coalesce((select cast(xmin as text) from casting_access.change where position = :access), '')
                    as access_still
            """;

    private static final String SHOWN = "select account_id from casting_access.talent where not minor or consented";

    private static final String ACCESS_CHANGES = "select c.account_id, " + Sight.MAY_BE_SEEN.formatted("c.account_id")
            + " as shown from casting_access.change c where c.position > :access order by c.position";

    private static final String CHANGES = "select c.number, c.kind, c.id, d.* from casting_search.change c"
            + " left join lateral (select " + COLUMNS + " from casting_search.talent t"
            + " where c.kind = 'talent' and t.id = c.id"
            + " union all select " + COLUMNS + " from casting_search.call t where c.kind = 'call' and t.id = c.id) d"
            + " on true where c.number > :number order by c.number";

    private final DatabaseClient database;
    private final LogGrowth log;
    private final int most;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Sinks.Many<Waiting> waiting = Sinks.many().unicast().onBackpressureBuffer();
    private final Disposable.Composite following = Disposables.composite();
    private volatile Optional<Copied> copied = Optional.empty();
    private volatile boolean tooLarge;

    /** @param most so many documents are copied at most; with 0 there is never a copy */
    IndexCopy(DatabaseClient database, LogGrowth log, @Value("${backlot.search.memory-documents:300000}") int most) {
        this.database = database;
        this.log = log;
        this.most = most;
        this.tooLarge = most == 0;
    }

    /**
     * The tables at one time.
     *
     * @param generation of the view
     * @param position up to which the view has seen the log
     * @param head of the log
     * @param number of the last change of the view
     * @param access the position of the last change of who may be seen
     * @param accessWritten by which transaction that was written
     * @param accessStill the same of the change that was the last one when this was looked at before
     */
    private record Looked(
            String generation,
            long position,
            long head,
            long number,
            long access,
            String accessWritten,
            String accessStill) {
        static Looked of(Readable row) {
            return new Looked(
                    Columns.text(row, "generation"),
                    Columns.number(row, "position"),
                    Columns.number(row, "head"),
                    Columns.number(row, "number"),
                    Columns.number(row, "access"),
                    Columns.text(row, "access_written"),
                    Columns.text(row, "access_still"));
        }

        boolean goesOnFrom(Looked before) {
            return generation.equals(before.generation) && accessStill.equals(before.accessWritten);
        }

        Looked at(long lastNumber) {
            return new Looked(generation, position, head, lastNumber, access, accessWritten, accessStill);
        }
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
        waiting.emitNext(new Waiting(position, done), Sinks.EmitFailureHandler.busyLooping(PATIENCE_TO_EMIT));
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
        return database.sql(LOOK)
                .bind("access", before.map(copy -> copy.looked().access()).orElse(0L))
                .map(Looked::of)
                .one()
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
        var documents = Flux.fromArray(SearchKind.values())
                .concatMap(kind -> aside(rows("select id, " + COLUMNS + " from casting_search." + kind.wireName())
                                .map(row -> entry(row)))
                        .doOnNext(entry -> index.put(kind, entry)))
                .take(most + 1L);
        var shown = aside(rows(SHOWN).map(row -> Columns.uuid(row, "account_id")))
                .doOnNext(talent -> index.show(talent, true));
        return documents.then(shown.then()).then(Mono.fromRunnable(() -> {
            if (index.size() > most) {
                tooLarge = true;
                LOG.info("More than {} documents are searched in PostgreSQL and not in memory", most);
                return;
            }
            index.sawAccessUpTo(looked.access());
            copied = Optional.of(new Copied(index, looked));
            LOG.info(
                    "{} documents are searched in memory, copied in {} ms",
                    index.size(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
        }));
    }

    /** A document as it is now, or that it was taken out. */
    private record Change(long number, SearchKind kind, UUID id, Optional<Entry> now) {}

    private Mono<Void> catchUp(Copied before, Looked looked) {
        var index = before.index();
        return Mono.zip(
                        before.looked().number() < looked.number()
                                ? changes(before, looked)
                                : Mono.just(looked.number()),
                        before.looked().access() < looked.access() ? accessChanges(before) : Mono.just(0L))
                .doOnNext(done -> {
                    index.sawAccessUpTo(looked.access());
                    copied = Optional.of(new Copied(index, looked.at(done.getT1())));
                })
                .then();
    }

    private Mono<Long> changes(Copied before, Looked looked) {
        var index = before.index();
        return aside(rows(CHANGES).bind("number", before.looked().number()).map(IndexCopy::change))
                .doOnNext(change -> change.now()
                        .ifPresentOrElse(
                                entry -> index.put(change.kind(), entry),
                                () -> index.remove(change.kind(), change.id())))
                .map(Change::number)
                .last(looked.number());
    }

    private Mono<Long> accessChanges(Copied before) {
        return aside(rows(ACCESS_CHANGES)
                        .bind("access", before.looked().access())
                        .map(row -> new Shown(Columns.uuid(row, "account_id"), Columns.flag(row, "shown"))))
                .doOnNext(talent -> before.index().show(talent.account(), talent.shown()))
                .count();
    }

    private record Shown(UUID account, boolean shown) {}

    /** Elsewhere than where connections are served. */
    private static <T> Flux<T> aside(RowsFetchSpec<T> rows) {
        return rows.all().publishOn(Schedulers.boundedElastic(), ROWS_AT_ONCE);
    }

    private DatabaseClient.GenericExecuteSpec rows(String sql) {
        return database.sql(sql).filter(statement -> statement.fetchSize(ROWS_AT_ONCE));
    }

    private static Change change(Readable row) {
        return new Change(
                Columns.number(row, "number"),
                SearchKind.parse(Columns.text(row, "kind")),
                Columns.uuid(row, "id"),
                row.get("terms") == null ? Optional.empty() : Optional.of(entry(row)));
    }

    private static Entry entry(Readable row) {
        return new Entry(
                Columns.uuid(row, "id"),
                Columns.whole(row, "standing"),
                Columns.instant(row, "active_at"),
                Optional.ofNullable(row.get("until", Instant.class)),
                Optional.ofNullable(row.get("latitude", Double.class))
                        .map(latitude -> new Spot(latitude, Columns.required(row, "longitude", Double.class))),
                List.of(Columns.required(row, "facets", String[].class)),
                List.of(Columns.required(row, "terms", String[].class)));
    }

    @Override
    public void destroy() {
        following.dispose();
    }
}
