package org.backlot.clips.query;

import io.lettuce.core.KeyValue;
import java.util.Comparator;
import java.util.List;
import org.backlot.clips.api.WorkerBeat;
import org.backlot.set.query.BriefRedis;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The workers that have said within the last seconds that they are there. */
@Component
public final class WorkersAlive {
    private final BriefRedis redis;
    private final JsonMapper json;

    public WorkersAlive(BriefRedis redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** All of them, who came first first. Signals {@code UNAVAILABLE} where Redis is away. */
    public Mono<List<WorkerBeat>> now() {
        return redis.<List<String>>ask(commands -> commands.zrange(WorkerBeat.WORKERS, 0, -1))
                .filter(ids -> !ids.isEmpty())
                .flatMap(ids -> redis.<List<KeyValue<String, String>>>ask(commands ->
                        commands.mget(ids.stream().map(WorkerBeat::key).toArray(String[]::new))))
                .map(said -> said.stream()
                        .filter(KeyValue::hasValue)
                        .map(beat -> json.readValue(beat.getValue(), WorkerBeat.class))
                        .sorted(Comparator.comparing(WorkerBeat::since).thenComparing(WorkerBeat::workerId))
                        .toList())
                .defaultIfEmpty(List.of());
    }
}
