package org.backlot.bench.clips;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Pause;
import org.backlot.bench.Person;
import org.backlot.bench.Program;
import tools.jackson.databind.JsonNode;

/** Somebody with a workspace of their own who has clips cut, by the public API alone. */
final class Producer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Person person;
    private final HttpClient http;

    private Producer(Person person, HttpClient http) {
        this.person = person;
        this.http = http;
    }

    static Producer joins(Program program, String name) {
        return new Producer(
                Person.joins(program.address(), name + "@bench.example"),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /** Takes a file to the storage, by the link that is given for it; gives the key under which it lies there. */
    String upload(Path file, String contentType) throws IOException {
        var promised = person.post(
                "/api/v1/upload/presign",
                Person.object()
                        .put("fileName", file.getFileName().toString())
                        .put("contentType", contentType)
                        .put("size", Files.size(file)));
        if (promised.path("parts").isEmpty()) {
            var request = HttpRequest.newBuilder(URI.create(promised.path("url").asString()))
                    .PUT(BodyPublishers.ofFile(file));
            promised.path("headers")
                    .properties()
                    .forEach(header ->
                            request.header(header.getKey(), header.getValue().asString()));
            exchange(request.build(), BodyHandlers.discarding());
        } else {
            var content = Files.readAllBytes(file);
            for (var part : promised.path("parts")) {
                var request = HttpRequest.newBuilder(URI.create(part.path("url").asString()))
                        .PUT(BodyPublishers.ofByteArray(
                                content,
                                Math.toIntExact(part.path("offset").asLong()),
                                Math.toIntExact(part.path("size").asLong())));
                exchange(request.build(), BodyHandlers.discarding());
            }
        }
        person.post(
                "/api/v1/upload/confirm",
                Person.object().put("assetId", promised.path("assetId").asString()));
        return promised.path("fileKey").asString();
    }

    /** Orders one clip of an uploaded recording, 9:16; gives the id of the job. */
    String order(String recording, Optional<String> captions, int shortest, int longest) {
        var id = UUID.randomUUID().toString();
        var job = Person.object().put("jobId", id).put("mode", "vod").put("sourceFileKey", recording);
        captions.ifPresent(key -> job.put("captionsFileKey", key));
        job.putObject("settings")
                .put("maxClips", 1)
                .putObject("clipDuration")
                .put("min", shortest)
                .put("max", longest);
        person.post("/api/v1/jobs", job);
        return id;
    }

    /** All jobs of the workspace. */
    JsonNode jobs() {
        return person.get("/api/v1/jobs?limit=100").path("data");
    }

    /** The job with its steps, once it has come to review. */
    JsonNode reviewed(String job) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var detail = person.get("/api/v1/jobs/" + job);
            var status = detail.path("job").path("status").asString();
            switch (status) {
                case "review" -> {
                    return detail;
                }
                case "failed", "cancelled" -> throw new BenchmarkFailed("the job ended otherwise: " + detail);
                default -> Pause.of(LOOK_EVERY);
            }
        }
        throw new BenchmarkFailed("waited in vain for job " + job);
    }

    /** Fetches the picture of the only clip of a job into a file. */
    void fetchClip(String job, Path into) throws IOException {
        var clip = person.get("/api/v1/clips?limit=2&jobId=" + job).path("data").path(0);
        var files = person.get("/api/v1/clips/" + clip.path("clipId").asString() + "/files");
        for (var file : files.path("data")) {
            if (file.path("fileName").asString().endsWith(".mp4")) {
                var link = URI.create(file.path("url").asString());
                exchange(HttpRequest.newBuilder(link).build(), BodyHandlers.ofFile(into));
                return;
            }
        }
        throw new BenchmarkFailed("the clip has no picture: " + files);
    }

    private void exchange(HttpRequest request, BodyHandler<?> answer) throws IOException {
        try {
            int status = http.send(request, answer).statusCode();
            if (status != 200) {
                throw new BenchmarkFailed("the storage refused a file with status " + status);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        person.close();
        http.close();
    }
}
