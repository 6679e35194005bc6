package org.backlot.crash;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.backlot.platform.app.demo.ApiClient;
import tools.jackson.databind.JsonNode;

/** One write as a careful client sends it: under a key of its own, which stays the same however often it is sent. */
record Write(Caller caller, String method, String path, String contentType, String body, String key) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JSON = "application/json";

    /** Somebody who calls; nobody in particular until signed in. */
    static final class Caller {
        private final String name;
        private String token = "";

        Caller(String name) {
            this.name = name;
        }

        void signedInWith(String accessToken) {
            token = accessToken;
        }

        String name() {
            return name;
        }

        void identify(HttpRequest.Builder request) {
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
        }
    }

    static Write post(Caller caller, String path, JsonNode body) {
        return json(caller, "POST", path, body);
    }

    static Write post(Caller caller, String path) {
        return json(caller, "POST", path, ApiClient.object());
    }

    static Write patch(Caller caller, String path, JsonNode body) {
        return json(caller, "PATCH", path, body);
    }

    static Write text(Caller caller, String path, String text) {
        return new Write(caller, "POST", path, "text/plain; charset=utf-8", text, newKey());
    }

    private static Write json(Caller caller, String method, String path, JsonNode body) {
        return new Write(caller, method, path, JSON, body.toString(), newKey());
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    HttpRequest request(URI base) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .header("Accept", JSON)
                .header("Idempotency-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        caller.identify(request);
        return request.build();
    }

    @Override
    public String toString() {
        return caller.name() + " " + method + " " + path;
    }
}
