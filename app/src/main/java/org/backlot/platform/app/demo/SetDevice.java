package org.backlot.platform.app.demo;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device on set: a phone or a HUD on {@code /ws/sync}. */
public final class SetDevice implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebSocket socket;
    private final Listener frames;

    private SetDevice(WebSocket socket, Listener frames) {
        this.socket = socket;
        this.frames = frames;
    }

    /** Connects with a person's access token. Throws where the handshake is refused. */
    public static SetDevice connect(HttpClient http, URI base, String token) {
        var listener = new Listener();
        var address = URI.create(base.toString().replaceFirst("^http", "ws")).resolve("/ws/sync");
        try {
            var socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .subprotocols("backlot.v1")
                    .connectTimeout(PATIENCE)
                    .buildAsync(address, listener)
                    .join();
            return new SetDevice(socket, listener);
        } catch (CompletionException refused) {
            throw new ScenarioFailed("the socket was refused: " + refused.getCause());
        }
    }

    public void send(JsonNode frame) {
        socket.sendText(frame.toString(), true).join();
    }

    /** The next frame of one of these types; others are skipped. */
    public JsonNode next(String... types) {
        var wanted = java.util.Set.of(types);
        return nextThat(
                "a frame " + wanted, frame -> wanted.contains(frame.path("type").asString()));
    }

    /** The next frame that fits; others are skipped. */
    public JsonNode nextThat(String what, Predicate<JsonNode> fits) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                var text = Optional.ofNullable(frames.received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS))
                        .orElseThrow(() -> new ScenarioFailed("the device waited in vain for " + what));
                var frame = JSON.readTree(text);
                if (fits.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioFailed("interrupted");
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
