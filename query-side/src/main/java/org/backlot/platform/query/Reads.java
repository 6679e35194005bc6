package org.backlot.platform.query;

import java.time.Duration;
import java.util.function.Supplier;
import org.backlot.log.api.ViewPosition;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets a client read its own writes: a read that carries a position waits, bounded, until its view has reached it. */
@Component
public final class Reads {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration FIRST_LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration LAST_LOOK_AGAIN = Duration.ofMillis(50);

    private final DatabaseClient database;

    public Reads(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Answers once the projection has seen the position that the request asks for.
     *
     * @param projection the name of the view that is read
     * @param read made anew once the view is far enough
     * @return the read, or {@code PROJECTION_BEHIND} after five seconds
     */
    public <T> Mono<T> of(ReadRequest request, String projection, Supplier<Mono<T>> read) {
        return reached(request, projection).then(Mono.defer(read));
    }

    /** Like {@link #of}, for many. */
    public <T> Flux<T> manyOf(ReadRequest request, String projection, Supplier<Flux<T>> read) {
        return reached(request, projection).thenMany(Flux.defer(read));
    }

    /**
     * Answers once the projection has seen all that was committed when this was asked: for who was just told, by a view
     * that is written with the log, that something is there.
     *
     * @param projection the name of the view that is read
     * @param read made once the view is far enough
     * @return the read, or {@code PROJECTION_BEHIND} after five seconds
     */
    public <T> Mono<T> ofNow(String projection, Supplier<Mono<T>> read) {
        return database.sql("select position from log.head")
                .map(row -> row.get("position", Long.class))
                .one()
                .flatMap(head -> reached(projection, head))
                .then(Mono.defer(read));
    }

    private Mono<Void> reached(ReadRequest request, String projection) {
        return request.position().isEmpty()
                ? Mono.empty()
                : reached(projection, request.position().getAsLong());
    }

    private Mono<Void> reached(String projection, long position) {
        return lookUntil(projection, position, FIRST_LOOK_AGAIN)
                .timeout(
                        LONGEST_WAIT,
                        Mono.error(() -> Rejection.of(CommonRejection.PROJECTION_BEHIND)
                                .with("projection", projection)
                                .retryAfter(Duration.ofSeconds(1))));
    }

    private Mono<Void> lookUntil(String projection, long position, Duration pause) {
        return positionOf(projection, position).flatMap(reached -> {
            if (reached >= position) {
                return Mono.empty();
            }
            var longer = pause.multipliedBy(2);
            return Mono.delay(pause)
                    .then(lookUntil(
                            projection, position, longer.compareTo(LAST_LOOK_AGAIN) > 0 ? LAST_LOOK_AGAIN : longer));
        });
    }

    private Mono<Long> positionOf(String projection, long wanted) {
        return database.sql(ViewPosition.ASKED)
                .bind("view", projection)
                .bind("wanted", wanted)
                .map(row -> row.get("position", Long.class))
                .one()
                .defaultIfEmpty(0L);
    }
}
