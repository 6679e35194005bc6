package org.backlot.platform.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One person's access to the API: keeps their token, gives each write an Idempotency-Key, and asks every read to have
 * seen the person's own last write.
 */
public final class ApiClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI base;
    private final Duration patience;
    private Optional<String> token = Optional.empty();
    private long position;

    public ApiClient(HttpClient http, URI base) {
        this(http, base, PATIENCE);
    }

    /** One who waits so long for each answer. */
    public ApiClient(HttpClient http, URI base, Duration patience) {
        this.http = http;
        this.base = base;
        this.patience = patience;
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param text the body as text
     */
    public record Reply(int status, String text) {
        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(text);
        }

        /** The problem's code; empty where the request was not refused. */
        public Optional<String> code() {
            return status < 400
                    ? Optional.empty()
                    : Optional.of(json().path("code").asString("?"));
        }

        /** This reply, where it is a success. Throws where it was refused, with the problem document. */
        public Reply expectSuccess() {
            if (status >= 400) {
                throw new ScenarioFailed("refused with %d: %s".formatted(status, text));
            }
            return this;
        }

        /** Throws unless it was refused with that code. */
        public Reply expectRefusal(String code) {
            if (!code().equals(Optional.of(code))) {
                throw new ScenarioFailed("expected %s, but got %d: %s".formatted(code, status, text));
            }
            return this;
        }
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public void signedInWith(String accessToken) {
        token = Optional.of(accessToken);
    }

    public Optional<String> token() {
        return token;
    }

    /** The log position of this person's last write. */
    public long position() {
        return position;
    }

    /** Makes later reads wait for a position that somebody else wrote. */
    public void hasSeen(long other) {
        position = Math.max(position, other);
    }

    public Reply post(String path, JsonNode body) {
        return write(
                "POST",
                path,
                "application/json",
                body.toString(),
                UUID.randomUUID().toString());
    }

    public Reply post(String path, JsonNode body, String idempotencyKey) {
        return write("POST", path, "application/json", body.toString(), idempotencyKey);
    }

    public Reply postText(String path, String contentType, String text) {
        return write("POST", path, contentType, text, UUID.randomUUID().toString());
    }

    public Reply patch(String path, JsonNode body) {
        return write(
                "PATCH",
                path,
                "application/json",
                body.toString(),
                UUID.randomUUID().toString());
    }

    public Reply put(String path, JsonNode body) {
        return write(
                "PUT",
                path,
                "application/json",
                body.toString(),
                UUID.randomUUID().toString());
    }

    public Reply delete(String path) {
        return write("DELETE", path, "application/json", "", UUID.randomUUID().toString());
    }

    public Reply get(String path) {
        return get(path, "application/json");
    }

    public Reply get(String path, String accept) {
        var request = request(path).header("Accept", accept).GET();
        if (position > 0) {
            request.header("Backlot-Position", Long.toString(position));
        }
        return send(request.build());
    }

    private Reply write(String method, String path, String contentType, String body, String idempotencyKey) {
        var publisher = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        return send(request(path)
                .header("Content-Type", contentType)
                .header("Accept", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .method(method, publisher)
                .build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        return request;
    }

    private Reply send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            response.headers().firstValueAsLong("Backlot-Position").ifPresent(this::hasSeen);
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new ScenarioFailed("%s %s broke off: %s"
                    .formatted(request.method(), request.uri().getPath(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioFailed("interrupted");
        }
    }
}
