package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.crash.ClipLog.of;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.ScenarioFailed;
import org.backlot.platform.app.operator.OperatorToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Clip jobs whose workers, server and Kafka are killed again and again")
class KilledClipJobsIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledClipJobsIT.class);
    private static final long SEED = Long.getLong("clips.seed", 20_261_129);
    private static final int JOBS = Integer.getInteger("clips.jobs", 4);
    private static final int BLOWS = Integer.getInteger("clips.blows", Math.max(3, JOBS * 3 / 4));
    /** How many clips a recording gives at most. */
    private static final int MOST_CLIPS = Integer.getInteger("clips.most", 1);

    private static final int JOBS_PER_PERSON = 4;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE_WITH_REQUEST = Duration.ofMinutes(2);
    private static final Duration PATIENCE =
            Duration.ofMinutes(4).plus(Duration.ofSeconds(45).multipliedBy(JOBS));
    private static final Duration SETTLING = Duration.ofMinutes(1);
    /** What a killed worker had running must be gone by then: long before it would have ended by itself. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Somebody who has clips made; the token is good for fifteen minutes. */
    private record Editor(String email, String token) {}

    /** A job as it was asked for, and what is known of its end. */
    private record Asked(Editor editor, String jobId, int clips) {}

    @Test
    @DisplayName(
            "CLP-1 CLP-2: workers, server and Kafka are killed at seeded moments of clip jobs: all finish, each clip"
                    + " exactly once, no file and no process that nobody knows of")
    void all_finish_once() throws Exception {
        LOG.info(
                "{} jobs, at most {} clips of each, {} blows, seed {}; the same again:"
                        + " ./backlot simulate clips --jobs {} --clips {} --blows {} --seed {}",
                JOBS,
                MOST_CLIPS,
                BLOWS,
                SEED,
                JOBS,
                MOST_CLIPS,
                BLOWS,
                SEED);
        long began = System.nanoTime();
        var recordings = recordings();
        try (http;
                var floor = ClipFloor.start();
                var log = ClipLog.open(floor.services().services().postgres())) {
            var orders = orders(floor, recordings);
            long working = System.nanoTime();
            var asked = ask(floor, orders);
            int clips = orders.stream().mapToInt(Order::clips).sum();
            strikeUntilOver(floor, log, asked, clips);
            await(SETTLING, "the workers are idle", () -> workFolders(floor).isEmpty());
            long over = System.nanoTime();

            var jobs = asked.join();
            var events = log.all();
            LOG.info("seed {}: {}", SEED, account(floor, events));
            LOG.info(
                    "{} s for the jobs, {} s in all so far",
                    Duration.ofNanos(over - working).toSeconds(),
                    Duration.ofNanos(over - began).toSeconds());
            var invariants =
                    new ClipInvariants(jobs.stream().collect(Collectors.toMap(Asked::jobId, Asked::clips)), events);
            invariants.everyJobIsInReview();
            invariants.reviewComesLast();
            invariants.eachClipOnce();
            invariants.noFileIsUnknown(storedFiles(floor.services().folder().resolve("storage/objects")));
            viewsSayTheSame(floor, jobs);
            assertThat(floor.workers())
                    .allSatisfy(worker -> assertThat(worker.descendants()).isEmpty());
            logIsSound(floor);
        }
    }

    private static List<Recording> recordings() throws IOException {
        var folder = PackagedProgram.freshFolder("clip-recordings");
        var recordings = new ArrayList<Recording>();
        for (int i = 0; i < Math.max(1, JOBS * 3 / 4); i++) {
            recordings.add(Recording.make(folder, i, 1 + i % MOST_CLIPS));
        }
        return recordings;
    }

    /** What is to be asked for; all files of it are there. */
    private record Order(Editor editor, String jobId, String film, String captions, int clips) {}

    private List<Order> orders(ClipFloor floor, List<Recording> recordings) throws IOException, InterruptedException {
        var base = floor.server().base();
        var editors = new ArrayList<Editor>();
        var orders = new ArrayList<Order>();
        var mailbox = floor.services().services().mailbox().orElseThrow();
        for (int i = 0; i < JOBS; i++) {
            var api = new ApiClient(http, base);
            if (i % JOBS_PER_PERSON == 0) {
                var email = "editor-%d@lastreel.example".formatted(i);
                var tokens = Newcomer.joins(api, mailbox, "Editor", email);
                editors.add(new Editor(email, tokens.path("accessToken").asString()));
            }
            var editor = editors.getLast();
            api.signedInWith(editor.token());
            // Later jobs take recordings that others have as well, of the same workspace and of another one.
            var recording = recordings.get(i % recordings.size());
            orders.add(new Order(
                    editor,
                    UUID.randomUUID().toString(),
                    upload(api, recording.film(), "video/mp4"),
                    upload(api, recording.captions(), "application/x-subrip"),
                    recording.clips()));
        }
        return orders;
    }

    private String upload(ApiClient api, Path file, String type) throws IOException, InterruptedException {
        var promised = api.post(
                        "/api/v1/upload/presign",
                        ApiClient.object()
                                .put("fileName", String.valueOf(file.getFileName()))
                                .put("contentType", type)
                                .put("size", Files.size(file)))
                .expectSuccess()
                .json();
        var request = HttpRequest.newBuilder(URI.create(promised.path("url").asString()))
                .PUT(HttpRequest.BodyPublishers.ofFile(file));
        promised.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        api.post(
                        "/api/v1/upload/confirm",
                        ApiClient.object()
                                .put("assetId", promised.path("assetId").asString()))
                .expectSuccess();
        return promised.path("fileKey").asString();
    }

    /** Asks for all jobs one after the other while things go wrong, each until it is answered. */
    private CompletableFuture<List<Asked>> ask(ClipFloor floor, List<Order> orders) {
        var thread = Executors.newSingleThreadExecutor();
        try {
            return CompletableFuture.supplyAsync(
                    () -> orders.stream().map(order -> ask(floor, order)).toList(), thread);
        } finally {
            thread.shutdown();
        }
    }

    private Asked ask(ClipFloor floor, Order order) {
        var body = ApiClient.object()
                .put("jobId", order.jobId())
                .put("mode", "vod")
                .put("sourceFileKey", order.film())
                .put("captionsFileKey", order.captions());
        body.putObject("settings")
                .put("maxClips", order.clips())
                .put("aspectRatio", "1:1")
                .put("captionStyle", "highlight_word")
                .putObject("clipDuration")
                .put("min", Recording.SHORTEST_CLIP)
                .put("max", Recording.LONGEST_CLIP);
        var key = UUID.randomUUID().toString();
        answered(() -> {
            var reply = api(floor, order.editor()).post("/api/v1/jobs", body, key);
            if (reply.status() < 500) {
                reply.expectSuccess();
            }
            return reply;
        });
        return new Asked(order.editor(), order.jobId(), order.clips());
    }

    private ApiClient api(ClipFloor floor, Editor editor) {
        var api = new ApiClient(http, floor.server().base());
        api.signedInWith(editor.token());
        return api;
    }

    @FunctionalInterface
    private interface Request {
        ApiClient.Reply send();
    }

    /** Sends it until there is an answer: whoever is killed meanwhile answers nothing, or that something is away. */
    private static JsonNode answered(Request request) {
        long end = System.nanoTime() + PATIENCE_WITH_REQUEST.toNanos();
        while (true) {
            try {
                var reply = request.send();
                if (reply.status() < 400) {
                    return reply.json();
                }
                assertThat(System.nanoTime()).as(reply.text()).isLessThan(end);
            } catch (ScenarioFailed | IllegalStateException brokenOff) {
                assertThat(System.nanoTime())
                        .withFailMessage(() -> "no answer in " + PATIENCE_WITH_REQUEST + ": " + brokenOff)
                        .isLessThan(end);
            }
            pause();
        }
    }

    private static void strikeUntilOver(ClipFloor floor, ClipLog log, CompletableFuture<List<Asked>> asked, int clips) {
        int steps = ClipInvariants.steps(JOBS, clips);
        var blows = new ArrayDeque<>(Blow.choose(new Random(SEED), BLOWS, steps));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!blows.isEmpty() || log.jobsOver() < JOBS) {
            assertThat(asked.isCompletedExceptionally())
                    .withFailMessage(() -> String.valueOf(failureOf(asked)))
                    .isFalse();
            assertThat(System.nanoTime())
                    .withFailMessage(() -> "not over in %s: %d of %d steps begun, %d of %d jobs over: %s"
                            .formatted(
                                    PATIENCE, log.stepsBegun(), steps, log.jobsOver(), JOBS, account(floor, log.all())))
                    .isLessThan(end);
            if (!blows.isEmpty() && log.stepsBegun() >= blows.getFirst().steps()) {
                var blow = blows.removeFirst();
                floor.strike(blow);
                LOG.info("{}", blow);
                nothingOutlives(floor);
            } else {
                pause();
            }
        }
    }

    private static Throwable failureOf(CompletableFuture<?> asked) {
        try {
            asked.join();
            return new IllegalStateException("it did not fail");
        } catch (CompletionException failure) {
            return failure;
        }
    }

    private static void nothingOutlives(ClipFloor floor) {
        await(
                ENDS_WITHIN,
                "what a killed worker had started has ended: " + floor.orphaned(),
                () -> floor.orphaned().stream().noneMatch(BacklotProcess::runs));
    }

    private static List<Path> workFolders(ClipFloor floor) {
        return floor.workers().stream()
                .map(worker -> worker.data().resolve("work"))
                .filter(Files::isDirectory)
                .flatMap(folder -> {
                    try (var all = Files.list(folder)) {
                        return all.toList().stream();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                })
                .toList();
    }

    private static String account(ClipFloor floor, List<ClipLog.Recorded> events) {
        return "killed %s; %d programs were running at these moments; %d attempts were begun at %d steps; timed out: %s; failed: %s"
                .formatted(
                        floor.killed(),
                        floor.orphaned().size(),
                        of("clips.StepStarted", events).count(),
                        of("clips.StepStarted", events)
                                .map(event -> event.text("stepId"))
                                .distinct()
                                .count(),
                        of("clips.StepTimedOut", events)
                                .map(event -> event.text("kind") + " at " + event.text("at"))
                                .toList(),
                        of("clips.StepFailed", events)
                                .map(event ->
                                        event.text("kind") + " " + event.text("code") + " " + event.text("message"))
                                .toList());
    }

    private void viewsSayTheSame(ClipFloor floor, List<Asked> jobs) {
        var again = new HashMap<Editor, Editor>();
        for (var job : jobs) {
            var editor = again.computeIfAbsent(job.editor(), known -> signsInAgain(floor, known));
            await(
                    SETTLING,
                    "the view of job " + job.jobId(),
                    () -> answered(() -> api(floor, editor).get("/api/v1/jobs/" + job.jobId()))
                            .path("job")
                            .path("status")
                            .asString()
                            .equals("review"));
            assertThat(answered(() -> api(floor, editor).get("/api/v1/clips?status=ready&jobId=" + job.jobId()))
                            .path("total")
                            .asInt())
                    .as("the clips of job %s", job.jobId())
                    .isEqualTo(job.clips());
        }
    }

    private Editor signsInAgain(ClipFloor floor, Editor editor) {
        var tokens = answered(() -> new ApiClient(http, floor.server().base())
                .post(
                        "/api/v1/auth/login",
                        ApiClient.object().put("email", editor.email()).put("password", Newcomer.PASSWORD)));
        return new Editor(editor.email(), tokens.path("accessToken").asString());
    }

    private static Map<String, Long> storedFiles(Path objects) throws IOException {
        var bucket = objects.resolve("backlot");
        try (Stream<Path> all = Files.walk(objects)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> bucket.relativize(file).toString(), file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    }));
        }
    }

    private void logIsSound(ClipFloor floor) {
        var reach = OperatorToken.publishedIn(floor.server().data()).orElseThrow();
        var report = operate(floor, reach.token(), "/operator/log/verify", "{\"checkpoints\":[]}");
        assertThat(report.path("findings")).as(report.toString()).isEmpty();
        assertThat(report.path("rows").asLong()).isPositive();
        for (var view : List.of("clips", "clip-load", "media")) {
            var compared = operate(floor, reach.token(), "/operator/replay/" + view, "");
            assertThat(compared.path("differences"))
                    .as("replay = live of %s", view)
                    .isEmpty();
        }
    }

    private JsonNode operate(ClipFloor floor, String token, String path, String body) {
        var request = HttpRequest.newBuilder(floor.server().base().resolve(path))
                .header(OperatorToken.HEADER, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private static void await(Duration patience, String what, BooleanSupplier look) {
        long end = System.nanoTime() + patience.toNanos();
        while (!look.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waited %s for: %s", patience, what)
                    .isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
