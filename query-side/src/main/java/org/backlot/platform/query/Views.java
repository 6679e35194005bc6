package org.backlot.platform.query;

import java.util.function.Function;
import org.backlot.log.api.PastViews;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers from the live view, or, with {@code asOf}, from the view as it was: replayed from the log up to there. */
@Component
public final class Views {
    private final Reads reads;
    private final PastViews past;
    private final DatabaseClient database;

    public Views(Reads reads, PastViews past, DatabaseClient database) {
        this.reads = reads;
        this.past = past;
        this.database = database;
    }

    /**
     * Answers a read of one view. Who may read is asked before, and by what holds now.
     *
     * @param projection the name of the view, which is also that of its live schema
     * @param read gets the view to read from
     * @return the read; {@code PROJECTION_BEHIND}, {@code PAST_BUSY}, {@code PAST_TOO_LONG}, or {@code PARAMETER_INVALID}
     *     for a position that the log has not reached
     */
    public <T> Mono<T> of(ReadRequest request, String projection, AsOf asOf, Function<View, Mono<T>> read) {
        return asOf instanceof AsOf.Now
                ? reads.of(request, projection, () -> read.apply(View.live(database, projection)))
                : position("asOf", asOf).flatMap(position -> at(projection, position, read));
    }

    /** Reads a view as it was at a position, which keeps it from being forgotten for so long. */
    public <T> Mono<T> at(String projection, long position, Function<View, Mono<T>> read) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> past.at(projection, position)).subscribeOn(Schedulers.boundedElastic()),
                held -> read.apply(new View(database, held.schema(), true)),
                held -> Mono.fromRunnable(held::release));
    }

    /** The position that is meant; {@code PARAMETER_INVALID} for one that the log has not reached. */
    public Mono<Long> position(String parameter, AsOf asOf) {
        return Mono.fromCallable(() -> switch (asOf) {
                    case AsOf.Now _ -> past.head();
                    case AsOf.Time time -> past.positionAt(time.value());
                    case AsOf.Position position -> {
                        if (position.value() > past.head()) {
                            throw Rejection.of(
                                            CommonRejection.PARAMETER_INVALID, "The log has not reached that position.")
                                    .at(parameter);
                        }
                        yield position.value();
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
