package org.backlot.clips.app.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.backlot.clips.api.JobStatus;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.ScenarioFailed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One order from the files on this machine to the clips on this machine, through the public API alone. */
public final class ClipRun {
    private static final int PAGE = 100;
    private static final int ATTEMPTS = 3;

    private final HttpClient http;
    private final URI base;
    private final SignedIn api;
    private final ProgressDisplay display;
    private final Undertaking undertaking;

    private ClipRun(HttpClient http, URI base, SignedIn api, ProgressDisplay display) {
        this.http = http;
        this.base = base;
        this.api = api;
        this.display = display;
        this.undertaking = new Undertaking(api, display::say);
    }

    /** In the name of somebody who has an account. */
    public static ClipRun signedIn(HttpClient http, URI base, Credentials credentials, ProgressDisplay display) {
        return new ClipRun(http, base, SignedIn.with(http, base, credentials), display);
    }

    /** In the name of the user of this machine, for whom an account is made where there is none. */
    public static ClipRun joining(
            HttpClient http, URI base, Credentials credentials, String name, ProgressDisplay display) {
        return new ClipRun(http, base, SignedIn.joining(http, base, credentials, name), display);
    }

    /** Takes back what has been begun, wherever it is: for whoever stops the command. Does nothing once it is over. */
    public void stop() {
        undertaking.close();
    }

    /**
     * Runs it.
     *
     * @return whether all clips that were chosen are there
     * @throws ClipFailed where it cannot go on
     */
    public boolean run(ClipOrder order) throws InterruptedException, IOException {
        var storage = new Storage(http);
        var jobId = UUID.randomUUID().toString();
        var upload = new FileUpload(api, storage, display, undertaking);
        var body = body(order, jobId).put("sourceFileKey", upload.send("upload", order.recording()));
        if (order.captions().isPresent()) {
            body.put(
                    "captionsFileKey",
                    upload.send("upload captions", order.captions().get()));
        }
        create(jobId, body);
        display.say("Job " + jobId + ": " + base.resolve("/api/v1/jobs/" + jobId));
        var progress = followed(jobId);
        undertaking.over();
        if (progress.status() == JobStatus.FAILED || progress.status() == JobStatus.CANCELLED) {
            var why = new ArrayList<>(progress.failures());
            why.add(("The job has " + (progress.status() == JobStatus.FAILED ? "failed. " : "been cancelled. ")
                            + progress.error())
                    .strip());
            throw new ClipFailed(String.join("\n", why));
        }
        boolean allFetched = fetch(jobId, new ClipFetch(api, storage, order.out()));
        progress.failures().forEach(display::say);
        return allFetched && progress.failures().isEmpty();
    }

    private static ObjectNode body(ClipOrder order, String jobId) {
        var settings = order.settings();
        var body = ApiClient.object().put("jobId", jobId).put("mode", "vod");
        var wanted = body.putObject("settings");
        wanted.put("maxClips", settings.maxClips())
                .put("aspectRatio", settings.render().aspectRatio().ratio())
                .put("captionStyle", settings.render().captionStyle().wireName())
                .putObject("clipDuration")
                .put("min", settings.minSeconds())
                .put("max", settings.maxSeconds());
        Optional.ofNullable(settings.render().tighten())
                .ifPresent(tighten -> wanted.putObject("tighten")
                        .put("fillers", tighten.fillers())
                        .put("silences", tighten.silences()));
        return body;
    }

    // The answer may be lost on the way; with the same key the same request makes no second job.
    private void create(String jobId, ObjectNode body) {
        undertaking.asked(jobId);
        var key = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                api.post("The job", "/api/v1/jobs", body, key);
                return;
            } catch (ClipFailed refused) {
                undertaking.refused();
                throw refused;
            } catch (ScenarioFailed brokenOff) {
                if (attempt == ATTEMPTS) {
                    throw brokenOff;
                }
            }
        }
    }

    private JobProgress followed(String jobId) throws InterruptedException {
        var progress = new JobProgress(display);
        try (var feed = new JobFeed(http, base, api, jobId)) {
            while (!progress.isOver()) {
                progress.told(feed.next());
            }
        }
        // Of a failure only the job itself tells all.
        progress.told(
                ApiClient.object().put("type", "snapshot").set("detail", api.read("The job", "/api/v1/jobs/" + jobId)));
        return progress;
    }

    private boolean fetch(String jobId, ClipFetch fetch) throws InterruptedException, IOException {
        var clips = api.read("The list of clips", "/api/v1/clips?limit=%d&jobId=%s".formatted(PAGE, jobId));
        List<JsonNode> lost = new ArrayList<>();
        int there = 0;
        for (var clip : clips.path("data")) {
            if (!clip.path("status").asString().equals("ready")) {
                lost.add(clip);
                continue;
            }
            tell(clip, fetch, display::say);
            there++;
        }
        for (var clip : lost) {
            display.say("%2d  %s: %s"
                    .formatted(
                            clip.path("rank").asInt(),
                            clip.path("title").asString(),
                            clip.path("status").asString()));
        }
        display.say(there == 1 ? "1 clip is there." : "%d clips are there.".formatted(there));
        return there > 0 && lost.isEmpty();
    }

    private static void tell(JsonNode clip, ClipFetch fetch, Consumer<String> say)
            throws InterruptedException, IOException {
        var files = fetch.fetch(clip);
        say.accept("%2d  score %3d  %s"
                .formatted(
                        clip.path("rank").asInt(),
                        clip.path("score").asInt(),
                        files.isEmpty() ? "" : files.getFirst()));
    }
}
