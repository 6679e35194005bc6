// Why this file exists: sockets break, proxies refuse them, and a program may be started anew meanwhile. A job must be
// followed to its end all the same.
package org.backlot.clips.app.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.ScenarioFailed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** News of one job: from its socket while there is one, else by asking again and again. */
final class JobFeed implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** After so long without a word the job is read: a line that died tells nobody. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final Duration ASK_EVERY = Duration.ofSeconds(2);
    /** How often a socket is tried again while there is none: every so many times that the job is read. */
    private static final int READS_PER_SOCKET = 5;
    /** A program that is started anew is back by then. */
    private static final int MOST_FAULTS = 60;

    private static final int TOO_MANY = 429;
    private static final int FAULT = 500;
    private static final int TOKEN_OVER = 4401;

    private final HttpClient http;
    private final URI base;
    private final SignedIn api;
    private final String jobId;
    private @Nullable Line line;
    private int readsUntilSocket;
    private int faults;

    JobFeed(HttpClient http, URI base, SignedIn api, String jobId) {
        this.http = http;
        this.base = base;
        this.api = api;
        this.jobId = jobId;
    }

    /**
     * Waits for the next frame; what was read instead is a snapshot too.
     *
     * @throws ClipFailed where the program is gone for two minutes, or knows the job no more
     */
    JsonNode next() throws InterruptedException {
        while (true) {
            if (line == null && readsUntilSocket-- <= 0) {
                readsUntilSocket = READS_PER_SOCKET;
                line = connected().orElse(null);
            }
            var heard = line == null ? Optional.<JsonNode>empty() : line.heard(QUIET);
            if (heard.isPresent()) {
                faults = 0;
                // What is told here first is read afterwards, and the view may not have seen it yet.
                api.hasSeen(heard.get().path("position").asLong(0));
                return heard.get();
            }
            if (line == null) {
                TimeUnit.NANOSECONDS.sleep(ASK_EVERY.toNanos());
            } else if (line.ended) {
                hungUp(line);
            }
            var read = snapshot();
            if (read.isPresent()) {
                return read.get();
            }
        }
    }

    private void hungUp(Line gone) {
        line = null;
        // At once where only the token was over, else after a look at the job.
        readsUntilSocket = gone.status == TOKEN_OVER ? 0 : 1;
        if (gone.status == TOKEN_OVER) {
            api.again();
        }
    }

    private Optional<Line> connected() {
        var listener = new Line();
        var address = URI.create(base.toString().replaceFirst("^http", "ws")).resolve("/ws/jobs/" + jobId);
        try {
            listener.socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + api.token())
                    .subprotocols("backlot.v1")
                    .connectTimeout(CONNECT)
                    .buildAsync(address, listener)
                    .join();
            return Optional.of(listener);
        } catch (CompletionException refused) {
            // The job is read instead, which tells what is wrong where anything is.
            return Optional.empty();
        }
    }

    private Optional<JsonNode> snapshot() {
        ApiClient.Reply reply;
        try {
            reply = api.get("/api/v1/jobs/" + jobId);
        } catch (ScenarioFailed brokenOff) {
            return unlessTooOften(new ClipFailed("The job cannot be followed any more: " + brokenOff.getMessage()));
        }
        if (reply.status() >= FAULT || reply.status() == TOO_MANY) {
            return unlessTooOften(ClipFailed.refused("To read the job", reply));
        }
        if (reply.status() != 200) {
            throw ClipFailed.refused("To read the job", reply);
        }
        faults = 0;
        return Optional.of(ApiClient.object().put("type", "snapshot").set("detail", reply.json()));
    }

    private Optional<JsonNode> unlessTooOften(ClipFailed failure) {
        if (++faults >= MOST_FAULTS) {
            throw failure;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (line != null) {
            line.hangUp();
        }
    }

    /** One connection, while it lasts. */
    private static final class Line implements WebSocket.Listener {
        private static final String END = "";

        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private @Nullable WebSocket socket;
        // Of the thread that reads only, but for the status, which is written before the end is told.
        private boolean ended;
        private volatile int status;

        /** The next frame; empty where none comes in time, or none any more. */
        Optional<JsonNode> heard(Duration patience) throws InterruptedException {
            var frame = frames.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (frame == null) {
                return Optional.empty();
            }
            ended = frame.equals(END);
            return ended ? Optional.empty() : Optional.of(JSON.readTree(frame));
        }

        void hangUp() {
            if (socket != null) {
                socket.abort();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            status = statusCode;
            frames.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            frames.add(END);
        }
    }
}
