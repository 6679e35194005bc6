package org.backlot.bench.clips;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Program;
import tools.jackson.databind.JsonNode;

/**
 * One recording that became one clip, with nothing else to do.
 *
 * @param recording how long it is
 * @param analysis from when its ingest was wanted to when the clip was chosen: everything before the picture is made
 * @param steps how long each kind of step took by its worker's clock
 * @param clip how long the clip is
 * @param render from when the clip was wanted to when it was told to be there
 * @param processors of the program and its ffmpegs from the beginning to the end of the render
 * @param picture the clip, as anybody can fetch it
 */
record CutOnce(
        Duration recording,
        Duration analysis,
        Map<String, Duration> steps,
        Duration clip,
        Duration render,
        Duration processors,
        Path picture) {
    private static final double RATE = 25;

    /** @param picture the file that it is fetched into */
    static CutOnce by(String name, Program program, Material.Recording recording, Path captions, Path picture)
            throws IOException {
        try (var producer = Producer.joins(program, name);
                var watch = Watch.over(program)) {
            var file = producer.upload(recording.file(), "video/mp4");
            var said = producer.upload(captions, "application/x-subrip");
            var job = producer.order(file, Optional.of(said), 18, 24);
            var detail = producer.reviewed(job);
            var steps = new LinkedHashMap<String, Duration>();
            for (var step : detail.path("steps")) {
                if (!step.path("status").asString().equals("completed")
                        || step.path("attempt").asInt() != 1) {
                    throw new BenchmarkFailed("a step was not done at once: " + step);
                }
                steps.put(
                        step.path("kind").asString(),
                        Duration.ofMillis(step.path("durationMillis").asLong()));
            }
            var render = step(detail, "RENDER");
            producer.fetchClip(job, picture);
            return new CutOnce(
                    Duration.ofSeconds(recording.seconds()),
                    Duration.between(
                            time(step(detail, "INGEST"), "requestedAt"), time(step(detail, "CLIP_SELECT"), "endedAt")),
                    steps,
                    Duration.ofMillis(Math.round(frames(render) / RATE * 1000)),
                    Duration.between(time(render, "requestedAt"), time(render, "endedAt")),
                    watch.processors(time(render, "startedAt"), time(render, "endedAt")),
                    picture);
        }
    }

    private static JsonNode step(JsonNode detail, String kind) {
        for (var step : detail.path("steps")) {
            if (step.path("kind").asString().equals(kind)) {
                return step;
            }
        }
        throw new BenchmarkFailed("there was no step " + kind + ": " + detail);
    }

    private static Instant time(JsonNode step, String what) {
        return Instant.parse(step.path(what).asString());
    }

    private static double frames(JsonNode render) {
        for (var fact : render.path("facts")) {
            if (fact.path("name").asString().equals("frames")) {
                return Double.parseDouble(fact.path("value").asString());
            }
        }
        throw new BenchmarkFailed("the render does not tell its frames: " + render);
    }

    /** As a share of the recording's length. */
    double analysisOfRealTime() {
        return (double) analysis.toMillis() / recording.toMillis();
    }

    /** As a share of the clip's length. */
    double renderOfRealTime() {
        return (double) render.toMillis() / clip.toMillis();
    }
}
