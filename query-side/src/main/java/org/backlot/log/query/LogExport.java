package org.backlot.log.query;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.backlot.log.api.CompletenessProof;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stretch of the log as JSON Lines, written as it is read. The last line says what the lines before it must be: where it
 * is missing, the file is cut off.
 */
@Component
public final class LogExport {
    private static final int LINES_AT_ONCE = 64;

    private final StoredEvents log;
    private final EventsShown shown;
    private final Optional<CompletenessProof> proof;
    private final JsonMapper json;

    public LogExport(StoredEvents log, EventsShown shown, Optional<CompletenessProof> proof, JsonMapper json) {
        this.log = log;
        this.shown = shown;
        this.proof = proof;
        this.json = json;
    }

    /** The events of a stretch as they may be shown, in order; read a batch at a time, as they are asked for. */
    Flux<LoggedEvent> events(LogStretch stretch) {
        return stretch.empty()
                ? Flux.empty()
                : log.between(stretch.first(), stretch.last()).concatMap(shown::shown, 1);
    }

    /** What there is to say about a stretch that holds so many events. */
    Mono<Completeness> completeness(LogStretch stretch, long count) {
        return Mono.fromCallable(() -> {
                    var root = stretch.empty()
                            ? Optional.<CompletenessProof.Root>empty()
                            : proof.flatMap(tree -> tree.rootUpTo(stretch.last()));
                    return new Completeness(
                            stretch.first(),
                            stretch.last(),
                            count,
                            stretch.head(),
                            root.map(CompletenessProof.Root::size).orElse(null),
                            root.map(CompletenessProof.Root::rootHash).orElse(null));
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** One event a line, and the statement of completeness at the end. */
    Flux<DataBuffer> jsonLines(LogStretch stretch) {
        return Flux.defer(() -> {
            var count = new AtomicLong();
            var lines = events(stretch)
                    .doOnNext(_ -> count.incrementAndGet())
                    .map(json::writeValueAsString)
                    .buffer(LINES_AT_ONCE);
            var last = Mono.defer(() -> completeness(stretch, count.get()))
                    .map(statement -> List.of(json.writeValueAsString(Map.of("completeness", statement))));
            return lines.concatWith(last).map(LogExport::buffer);
        });
    }

    private static DataBuffer buffer(List<String> lines) {
        var text = lines.stream().collect(Collectors.joining("\n", "", "\n"));
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
