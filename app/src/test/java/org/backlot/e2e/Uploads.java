package org.backlot.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody's uploads, by the same three requests that every client makes: ask for a link, send, confirm. */
record Uploads(HttpClient http, Person by) {
    ApiClient.Reply ask(String name, String type, long size) {
        return by.api().post("/api/v1/upload/presign", wanted(name, type, size));
    }

    static ObjectNode wanted(String name, String type, long size) {
        return ApiClient.object().put("fileName", name).put("contentType", type).put("size", size);
    }

    HttpResponse<String> send(JsonNode promised, byte[] content) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(promised.path("url").asString()));
        promised.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return http.send(
                request.PUT(BodyPublishers.ofByteArray(content)).build(), HttpResponse.BodyHandlers.ofString());
    }

    ApiClient.Reply confirm(JsonNode promised) {
        return by.api()
                .post(
                        "/api/v1/upload/confirm",
                        ApiClient.object()
                                .put("assetId", promised.path("assetId").asString()));
    }

    /** A file that has arrived and not been confirmed. */
    JsonNode sent(String name, String type, byte[] content) throws IOException, InterruptedException {
        var promised = ask(name, type, content.length).expectSuccess().json();
        var answer = send(promised, content);
        if (answer.statusCode() != 200) {
            throw new IOException("the storage answered " + answer.statusCode() + ": " + answer.body());
        }
        return promised;
    }

    /** A file that was confirmed as well. */
    JsonNode confirmed(String name, String type, byte[] content) throws IOException, InterruptedException {
        var promised = sent(name, type, content);
        confirm(promised).expectSuccess();
        return promised;
    }
}
