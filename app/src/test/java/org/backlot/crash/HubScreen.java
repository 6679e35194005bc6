// Whether a device moves without a gap is shown by the client that people use, not by one written for the test.
package org.backlot.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference client on a unit, in a Node process of its own. Node 20 or later must be installed. */
final class HubScreen implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final LinkedBlockingQueue<JsonNode> printed = new LinkedBlockingQueue<>();
    private final List<JsonNode> changes = new ArrayList<>();

    private HubScreen(Process process) {
        this.process = process;
    }

    /** @param form how its frames are written: json or binary */
    static HubScreen start(URI hub, String token, String unitId, String form) {
        try {
            var process = new ProcessBuilder(
                            "node",
                            "--experimental-websocket",
                            "between-hubs.mjs",
                            hub.toString().replaceFirst("^http", "ws") + "/ws/sync",
                            token,
                            unitId,
                            form)
                    .directory(Path.of("..", "clients", "live-set").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var screen = new HubScreen(process);
            Thread.ofVirtual().name("screen").start(() -> screen.read(process.inputReader()));
            return screen;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(BufferedReader lines) {
        try (lines) {
            lines.lines().map(JSON::readTree).forEach(printed::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The next of these events; changes that come before it are kept. */
    JsonNode next(String event) {
        return next(event, _ -> true);
    }

    /** The next of these events that fits; changes that come before it are kept. */
    JsonNode next(String event, Predicate<JsonNode> fits) {
        while (true) {
            var line = line(event);
            if (line.path("event").asString().equals(event) && fits.test(line)) {
                return line;
            }
        }
    }

    /** Follows until it has shown so many changes more. */
    void shows(int more) {
        int enough = changes.size() + more;
        showsUntil(() -> changes.size() >= enough);
    }

    void showsUntil(BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            line("change");
        }
    }

    /** All changes that it has shown so far, in the order in which it did. */
    List<JsonNode> changes() {
        return List.copyOf(changes);
    }

    private JsonNode line(String wanted) {
        try {
            var line = printed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the client never said " + wanted);
            }
            if (line.path("event").asString().equals("change")) {
                changes.add(line);
            }
            return line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
