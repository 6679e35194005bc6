// Authentica as far as it is documented, since no test may ask the real one: what it was asked, and what it answers.
package org.backlot.identity.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that plays Authentica. By itself it prompts whoever it is asked about, each time in another transaction. */
public final class StubAuthentica implements AutoCloseable {
    public static final String KEY = "$2y$10$stub-key";
    public static final String CODE = "42";

    private static final CountDownLatch NOT_HELD = new CountDownLatch(0);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_SILENCE_SECONDS = 30;
    private static final StubAuthentica SHARED = new StubAuthentica();

    private final HttpServer server;
    private final AtomicInteger transactions = new AtomicInteger();
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it was asked. */
    public record Question(String line, String key, JsonNode body, String transactionId) {}

    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    private record Reply(int status, String body, boolean silent) {}

    public StubAuthentica() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newCachedThreadPool(
                work -> Thread.ofPlatform().daemon().unstarted(work)));
        server.start();
    }

    /** The one of all end-to-end tests. */
    public static StubAuthentica shared() {
        return SHARED;
    }

    public String url() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/api/v2";
    }

    /** From now on it answers so about a national ID. */
    public void answers(String nationalId, int status, String body) {
        replies.put(nationalId, new Reply(status, body, false));
    }

    /** From now on it begins to answer about a national ID, and does not go on. */
    public void hangs(String nationalId) {
        replies.put(nationalId, new Reply(200, "{", true));
    }

    /** From now on it prompts the holder again. */
    public void prompts(String nationalId) {
        replies.remove(nationalId);
    }

    /** From now on it thinks about a national ID, until the latch is open. */
    public void holds(String nationalId, CountDownLatch until) {
        held.put(nationalId, until);
    }

    /** What it was asked about a national ID. */
    public List<Question> asked(String nationalId) {
        return questions.stream()
                .filter(question ->
                        question.body().path("national_id").asString("").equals(nationalId))
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        var transaction = "trx-%d-%s".formatted(transactions.incrementAndGet(), System.identityHashCode(this));
        questions.add(new Question(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-Authorization")),
                body,
                transaction));
        waitFor(held.getOrDefault(body.path("national_id").asString(""), NOT_HELD));
        var reply = replies.getOrDefault(
                body.path("national_id").asString(""),
                new Reply(
                        200,
                        "{\"success\":true,\"data\":{\"TransactionId\":\"%s\",\"Code\":\"%s\"}}"
                                .formatted(transaction, CODE),
                        false));
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (reply.status() / 100 == 3) {
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
        }
        exchange.sendResponseHeaders(reply.status(), reply.silent() ? bytes.length + 1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        if (reply.silent()) {
            waitFor(closed);
        }
        exchange.close();
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody waited so long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
