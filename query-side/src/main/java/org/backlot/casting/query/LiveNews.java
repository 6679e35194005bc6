package org.backlot.casting.query;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.backlot.identity.api.access.Caller;
import org.backlot.identity.query.access.StandingSessions;
import org.backlot.platform.query.Places;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells one kind of news live, as server-sent events whose ids are positions in the log. Whoever comes back with the last
 * one misses nothing.
 */
public final class LiveNews<T> {
    private static final int AT_ONCE = 1_000;
    // As long as an access token lives: whoever wants more comes back with a fresh one and the last id.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Where news come from. */
    public interface Source<T> {
        /** Where the newest is now. */
        Mono<Long> newest();

        /** What is news to a caller after a position, in order; a part of it, and empty only where there is none. */
        Flux<T> after(Caller caller, long position);
    }

    private final Source<T> source;
    private final NewsDesk desk;
    private final StandingSessions sessions;
    private final Duration heartbeat;
    private final ToLongFunction<T> position;
    private final Function<T, String> what;
    private final Places places = new Places(AT_ONCE, CommonRejection.BUSY);

    /**
     * @param position of one of them in the log
     * @param what its kind, as the frame is named
     */
    public LiveNews(
            Source<T> source,
            NewsDesk desk,
            StandingSessions sessions,
            Duration heartbeat,
            ToLongFunction<T> position,
            Function<T, String> what) {
        this.source = source;
        this.desk = desk;
        this.sessions = sessions;
        this.heartbeat = heartbeat;
        this.position = position;
        this.what = what;
    }

    /**
     * What is news to a caller, from a position on; from now on without one.
     *
     * @param lastEventId goes before {@code after}
     */
    public Mono<ResponseEntity<Flux<ServerSentEvent<T>>>> to(
            Caller caller, @Nullable Long after, @Nullable String lastEventId) {
        return Mono.defer(() -> {
            var given = begin(after, lastEventId);
            var place = places.take();
            return (given.isPresent() ? Mono.just(given.getAsLong()) : source.newest())
                    .doOnError(_ -> place.giveBack())
                    .doOnCancel(place::giveBack)
                    .map(begin -> ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .header("X-Accel-Buffering", "no")
                            .body(place.during(events(caller, begin))));
        });
    }

    private Flux<ServerSentEvent<T>> events(Caller caller, long begin) {
        var last = new AtomicLong(begin);
        var news = desk.newest()
                .onBackpressureLatest()
                .filter(newest -> newest > last.get())
                .concatMap(_ -> upToNow(caller, last), 0)
                .map(one -> ServerSentEvent.builder(one)
                        .id(Long.toString(position.applyAsLong(one)))
                        .event(what.apply(one))
                        .build());
        Sinks.Empty<Void> over = Sinks.empty();
        // Something is sent in any case, so that whoever is gone is noticed and whoever may no longer read is let go.
        var stands = Flux.interval(heartbeat)
                .onBackpressureDrop()
                .concatMap(_ -> sessions.stands(caller))
                .share();
        var beats = stands.onBackpressureDrop().map(_ -> this.beat(last));
        // One at once: from then on the client knows that it listens, and from where.
        return Flux.merge(news.doOnTerminate(over::tryEmitEmpty), beats.takeUntilOther(over.asMono()))
                .startWith(beat(last))
                .takeUntilOther(Flux.merge(stands.filter(yes -> !yes).next(), Mono.delay(LONGEST)));
    }

    private ServerSentEvent<T> beat(AtomicLong last) {
        return ServerSentEvent.<T>builder().comment("position " + last.get()).build();
    }

    private Flux<T> upToNow(Caller caller, AtomicLong last) {
        return batch(caller, last)
                .expand(batch -> batch.isEmpty() ? Mono.empty() : batch(caller, last))
                .concatMapIterable(batch -> batch, 1);
    }

    private Mono<List<T>> batch(Caller caller, AtomicLong last) {
        return Mono.defer(() -> source.after(caller, last.get()).collectList().doOnNext(batch -> {
            if (!batch.isEmpty()) {
                last.set(position.applyAsLong(batch.getLast()));
            }
        }));
    }

    private static OptionalLong begin(@Nullable Long after, @Nullable String lastEventId) {
        var seen = Optional.ofNullable(lastEventId).filter(id -> !id.isBlank());
        if (seen.isPresent()) {
            try {
                return OptionalLong.of(
                        notNegative("Last-Event-ID", Long.parseLong(seen.get().strip())));
            } catch (NumberFormatException _) {
                throw refused("Last-Event-ID");
            }
        }
        return after == null ? OptionalLong.empty() : OptionalLong.of(notNegative("after", after));
    }

    private static long notNegative(String parameter, long position) {
        if (position < 0) {
            throw refused(parameter);
        }
        return position;
    }

    private static Rejection refused(String parameter) {
        return Rejection.of(CommonRejection.PARAMETER_INVALID, parameter + " is a position in the log")
                .at(parameter);
    }
}
