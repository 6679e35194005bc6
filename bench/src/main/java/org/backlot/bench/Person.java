package org.backlot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who is signed in. Joined as anybody does: registered, read the code in their mail, typed it, signed in. */
public final class Person implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final String PASSWORD = "correct horse battery staple";

    private final HttpConnection connection;
    private Optional<String> token = Optional.empty();
    /** How far in the log this person has been told of what they did. */
    private long seen;

    private Person(HttpConnection connection) {
        this.connection = connection;
    }

    /** Lets a producer join, who has a workspace of their own. */
    public static Person joins(InetSocketAddress address, String email) {
        return joins(address, email, "production");
    }

    /** Lets somebody of another role join. */
    public static Person joins(InetSocketAddress address, String email, String role) {
        try {
            var person = new Person(HttpConnection.open(address));
            person.join(email, role);
            return person;
        } catch (IOException failure) {
            throw new BenchmarkFailed(email + " could not join: " + failure, failure);
        }
    }

    public static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    private void join(String email, String role) {
        var account = post(
                        "/api/v1/auth/register",
                        object().put("email", email)
                                .put("password", PASSWORD)
                                .put("name", "Producer")
                                .put("role", role))
                .path("accountId")
                .asString();
        var code = Pause.until("the code by mail", () -> codeIn(send("GET", "/standalone/mailbox", ""), email));
        post("/api/v1/auth/verify-otp", object().put("accountId", account).put("code", code));
        token = Optional.of(
                post("/api/v1/auth/login", object().put("email", email).put("password", PASSWORD))
                        .path("accessToken")
                        .asString());
    }

    private static Optional<String> codeIn(JsonNode mailbox, String email) {
        for (var mail : mailbox) {
            var code = CODE.matcher(mail.path("text").asString());
            if (mail.path("to").toString().contains("\"" + email + "\"") && code.find()) {
                return Optional.of(code.group(1));
            }
        }
        return Optional.empty();
    }

    /** The header line that says who asks. */
    public String authorization() {
        return "Authorization: Bearer " + token.orElseThrow() + "\r\n";
    }

    /** What is there, with all that this person has done. */
    public JsonNode get(String path) {
        return send("GET", path, "Backlot-Position: " + seen + "\r\n");
    }

    /** Sends JSON, and gives the answer's. */
    public JsonNode post(String path, ObjectNode body) {
        return post(path, "application/json", body.toString());
    }

    /** Sends a text of that type, and gives the answer's JSON. */
    public JsonNode post(String path, String contentType, String text) {
        return send(
                "POST",
                path,
                "Content-Type: " + contentType + "\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\n",
                text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode send(String method, String path, String headers, byte... body) {
        try {
            var reply = connection
                    .send(
                            method,
                            path,
                            "Accept: application/json\r\n" + (token.isPresent() ? authorization() : "") + headers,
                            body)
                    .expectSuccess();
            seen = Math.max(seen, reply.position());
            return reply.json();
        } catch (IOException failure) {
            throw new BenchmarkFailed(method + " " + path + " broke off: " + failure, failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException failure) {
            throw new BenchmarkFailed("a connection could not be closed: " + failure, failure);
        }
    }
}
