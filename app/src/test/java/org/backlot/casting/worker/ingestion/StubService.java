// Why this file exists: services outside are paid for and change what they say; what they are known to say is written
// down, and
// said here.
package org.backlot.casting.worker.ingestion;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A service on the loopback that answers as it is told, and remembers what it was asked. */
public final class StubService implements AutoCloseable {
    /** What it was asked. */
    public record Asked(String method, String path, String authorization, String body) {}

    /**
     * What it answers.
     *
     * @param hangs whether it says nothing until it is closed
     */
    public record Said(int status, String body, Map<String, String> headers, boolean hangs) {
        public static Said json(String body) {
            return status(200, body);
        }

        public static Said status(int status, String body) {
            return new Said(status, body, Map.of(), false);
        }

        public static Said nothing() {
            return new Said(200, "", Map.of(), true);
        }

        public Said with(String header, String value) {
            return new Said(status, body, Map.of(header, value), hangs);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Said> answers;

    public StubService(Function<Asked, Said> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public void answers(Function<Asked, Said> other) {
        answers = other;
    }

    public String address() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    /** All that it was asked until now. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var question = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(question);
            var said = answers.apply(question);
            if (said.hangs()) {
                closed.await();
            }
            said.headers().forEach(exchange.getResponseHeaders()::set);
            var body = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
