package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OWASP API Security Top 10 would try first, against every endpoint that the OpenAPI document names. */
@DisplayName("Bad input gets a problem document, never a 500")
class BadInputTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HUGE = "{\"title\":\"" + "x".repeat(2_000_000) + "\"}";
    private static Person producer = Person.unknown();

    @BeforeAll
    static void somebody_attacks() {
        producer = BACKLOT.somebody("production");
    }

    private record Endpoint(String method, String path, boolean takesBody) {
        /** The path with an id in each place. */
        String with(String id) {
            return path.replaceAll("\\{[^}]+}", id);
        }
    }

    private static List<Endpoint> endpoints() {
        var found = new ArrayList<Endpoint>();
        var document =
                BACKLOT.anonymous().get("/api/v1/openapi.json").expectSuccess().json();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                found.add(new Endpoint(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        operation
                                .getValue()
                                .path("requestBody")
                                .path("required")
                                .asBoolean(false)));
            }
        }
        return found;
    }

    @TestFactory
    @DisplayName("PLT-1: broken, wrong, unknown and huge bodies")
    Stream<DynamicTest> bad_bodies() {
        return endpoints().stream()
                .filter(Endpoint::takesBody)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.method() + " " + endpoint.path(), () -> {
                    var path = endpoint.with(UUID.randomUUID().toString());
                    for (var body : List.of(
                            "",
                            "{",
                            "null",
                            "[]",
                            "[1,2,3]",
                            "\"text\"",
                            "42",
                            "{\"a\":1,\"a\":2}",
                            "{\"nobodyKnowsThis\":true}",
                            "{\"projectId\":{\"deep\":[[[[]]]]}}",
                            "{\"projectId\":\"00000000-0000-0000-0000-000000000000\"}",
                            "{\"email\":\"\\u0000@x\",\"password\":17,\"role\":3}",
                            "{\"title\":\"\\u202E\\u0000\",\"budget\":{\"amount\":1.5,\"currency\":\"ZZZ\"}}",
                            "{\"amount\":{\"amount\":99999999999999999999999,\"currency\":\"SAR\"}}",
                            "[".repeat(5_000),
                            "{\"a\":".repeat(5_000),
                            HUGE)) {
                        refuses(endpoint.method(), path, body, "application/json", producer);
                    }
                    refuses(endpoint.method(), path, "<a/>", "application/xml", producer);
                    refuses(endpoint.method(), path, "{}", "application/json; charset=utf-7", producer);
                }));
    }

    @TestFactory
    @DisplayName("PLT-1: ids that are none, and parameters that make no sense")
    Stream<DynamicTest> bad_ids() {
        return endpoints().stream()
                // Signing out is all that it does, and the attacker still needs the session.
                .filter(endpoint -> !endpoint.path().endsWith("/logout"))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.method() + " " + endpoint.path(), () -> {
                    for (var id : List.of(
                            "1",
                            "..%2f..%2fetc%2fpasswd",
                            "%00",
                            "'%20or%201=1--",
                            "00000000-0000-0000-0000-000000000000",
                            "a".repeat(1000))) {
                        if (!endpoint.path().contains("{")) {
                            continue;
                        }
                        refuses(endpoint.method(), endpoint.with(id), "{}", "application/json", producer);
                    }
                    notAnError(
                            endpoint.method(),
                            endpoint.with(UUID.randomUUID().toString())
                                    + "?projectId=%27&page=-1&limit=99999999999&asOf=yesterday&after=-5&day=31-02-2026&unitId=x");
                }));
    }

    @TestFactory
    @DisplayName("IDN-2: expired, forged and unsigned tokens, and none at all")
    Stream<DynamicTest> bad_tokens() {
        var forged = forgedTokens();
        return endpoints().stream()
                .filter(endpoint -> !isPublic(endpoint))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.method() + " " + endpoint.path(), () -> {
                    for (var token : forged) {
                        var response = send(
                                endpoint.method(),
                                endpoint.with(UUID.randomUUID().toString()),
                                "{}",
                                "application/json",
                                token);
                        assertThat(response.statusCode()).isEqualTo(401);
                        assertProblem(response);
                    }
                }));
    }

    @Test
    @DisplayName("IDN-5: another workspace's things do not exist")
    void other_workspace() {
        var project = BACKLOT.projectOf(producer);
        var other = BACKLOT.somebody("production").api();
        var body = ApiClient.object().put("name", "Mine now").put("kind", "MAIN");

        other.get("/api/v1/production/projects/" + project.projectId()).expectRefusal("NOT_FOUND");
        other.get("/api/v1/production/slate/" + project.unitId()).expectRefusal("NOT_FOUND");
        other.get("/api/v1/treasury/balances?projectId=" + project.projectId()).expectRefusal("NOT_FOUND");
        other.get("/api/v1/treasury/financials/ledger?projectId=" + project.projectId())
                .expectRefusal("NOT_FOUND");
        other.get("/api/v1/set/units/" + project.unitId() + "/state").expectRefusal("NOT_FOUND");
        other.get("/api/v1/wrap/dpr?projectId=" + project.projectId() + "&day=2026-11-20")
                .expectRefusal("NOT_FOUND");
        other.get("/api/v1/wrap/export/edl?projectId=" + project.projectId() + "&format=otio")
                .expectRefusal("NOT_FOUND");
        other.get("/api/v1/logistics/fleet/status?projectId=" + project.projectId())
                .expectRefusal("NOT_FOUND");
        other.post("/api/v1/production/projects/" + project.projectId() + "/units", body)
                .expectRefusal("NOT_FOUND");
        other.post("/api/v1/set/units/" + project.unitId() + "/cut", ApiClient.object())
                .expectRefusal("NOT_FOUND");
    }

    @Test
    @DisplayName("LED-4: the log is for those who audit")
    void log_needs_the_role() {
        producer.api().get("/api/v1/log?after=0").expectRefusal("NOT_ALLOWED");
    }

    @Test
    @DisplayName("IDN-1: nobody makes himself an auditor or an admin")
    void roles_are_not_taken() {
        for (var role : List.of("admin", "auditor")) {
            var reply = BACKLOT.anonymous()
                    .post(
                            "/api/v1/auth/register",
                            ApiClient.object()
                                    .put("email", role + "@self.example")
                                    .put("password", "a long enough password")
                                    .put("role", role));
            assertThat(reply.status()).isEqualTo(403);
        }
    }

    private static boolean isPublic(Endpoint endpoint) {
        return endpoint.path().startsWith("/api/v1/auth/register")
                || endpoint.path().startsWith("/api/v1/auth/login")
                || endpoint.path().startsWith("/api/v1/auth/refresh")
                || endpoint.path().startsWith("/api/v1/auth/verify-otp")
                || endpoint.path().equals("/api/v1/auth/nafath/webhook")
                || endpoint.path().equals("/api/v1/registry/auth/register")
                || (endpoint.method().equals("GET") && endpoint.path().startsWith("/api/v1/casting/calls"))
                || endpoint.path().equals("/api/v1/casting/ingestion/whapi")
                || (endpoint.method().equals("GET") && endpoint.path().equals("/api/v1/casting/search/calls"))
                || endpoint.path().startsWith("/.well-known")
                || endpoint.path().equals("/api/v1/health");
    }

    private static List<String> forgedTokens() {
        var real = producer.api().token().orElseThrow();
        var parts = real.split("\\.", -1);
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        var own = Jwts.SIG.RS256.keyPair().build();
        var claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        var signedByStranger = Jwts.builder()
                .header()
                .keyId("stranger")
                .and()
                .issuer("backlot")
                .subject(claims.path("sub").asString())
                .id(UUID.randomUUID().toString())
                .claim("sid", claims.path("sid").asString())
                .claim("role", "admin")
                .claim("workspace_id", claims.path("workspace_id").asString())
                .expiration(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .signWith(own.getPrivate(), Jwts.SIG.RS256)
                .compact();
        return List.of(
                "",
                "nonsense",
                "a.b.c",
                header + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()),
                parts[0] + "." + parts[1].substring(0, parts[1].length() - 2) + "AA." + parts[2],
                signedByStranger);
    }

    private static void refuses(String method, String path, String body, String contentType, Person who)
            throws IOException, InterruptedException {
        var response = send(method, path, body, contentType, who.api().token().orElseThrow());
        assertThat(response.statusCode()).as("%s %s %.80s", method, path, body).isBetween(400, 499);
        assertProblem(response);
    }

    private static void notAnError(String method, String path) throws IOException, InterruptedException {
        var response = send(
                method, path, "{}", "application/json", producer.api().token().orElseThrow());
        assertThat(response.statusCode()).as("%s %s", method, path).isLessThan(500);
    }

    private static void assertProblem(HttpResponse<String> response) {
        JsonNode problem;
        try {
            problem = JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new AssertionError("no problem document: " + response.statusCode() + " " + response.body(), e);
        }
        assertThat(problem.path("code").asString("")).as(response.body()).isNotBlank();
        assertThat(problem.path("error").path("trace_id").asString("")).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
    }

    private static HttpResponse<String> send(String method, String path, String body, String contentType, String token)
            throws IOException, InterruptedException {
        var publisher =
                method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(BACKLOT.base().resolve(path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", contentType)
                                .method(method, publisher)
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
