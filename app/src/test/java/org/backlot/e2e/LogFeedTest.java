package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The log as an auditor reads it")
class LogFeedTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static Person auditor = Person.unknown();

    @BeforeAll
    static void somebody_audits() {
        auditor = BACKLOT.somebody("auditor", "reader@audit.example");
    }

    @Test
    @DisplayName("LED-4: while many write at once, the feed shows every event once, in order, without a gap")
    void gap_free_under_writes() throws Exception {
        long begin = head();
        var writers = IntStream.range(0, 6)
                .mapToObj(_ -> BACKLOT.somebody("production"))
                .toList();
        var seen = new ArrayList<Long>();
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> follow(begin, seen, writing));
            var work = writers.stream().map(LogFeedTest::manyProjects).toList();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
            writing.set(false);
            reader.get();
        }
        var inTheEnd = new ArrayList<Long>();
        follow(begin, inTheEnd, new AtomicBoolean(false));
        assertThat(seen).isSorted().doesNotHaveDuplicates().isEqualTo(inTheEnd);
    }

    @Test
    @DisplayName("LED-4: the live feed tells of an event right after its commit, with its position as id")
    void live() throws Exception {
        long begin = head();
        var answer = BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(BACKLOT.base().resolve("/api/v1/log"))
                                .header(
                                        "Authorization",
                                        "Bearer " + auditor.api().token().orElseThrow())
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", Long.toString(begin))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");

        var producer = BACKLOT.somebody("production");
        var project = BACKLOT.projectOf(producer);

        try (var lines = answer.body()) {
            var told = lines.takeWhile(line -> !(line.startsWith("data:")
                            && line.contains("production.UnitAdded")
                            && line.contains(project.unitId())))
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> Long.parseLong(line.substring(3).strip()))
                    .toList();
            assertThat(told).isSorted().doesNotHaveDuplicates().first().isEqualTo(begin + 1);
            assertThat(told.getLast() - told.getFirst())
                    .as("no position is left out")
                    .isEqualTo(told.size() - 1L);
        }
    }

    @Test
    @DisplayName("PLT-3: the trace of a request is the trace of the events it caused")
    void trace_reaches_the_log() throws Exception {
        var producer = BACKLOT.somebody("production");
        var response = BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(BACKLOT.base().resolve("/api/v1/production/projects"))
                                .header(
                                        "Authorization",
                                        "Bearer " + producer.api().token().orElseThrow())
                                .header("Content-Type", "application/json")
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .POST(HttpRequest.BodyPublishers.ofString("""
                                        {"title":"Traced","frameRate":"25","timeZone":"Asia/Riyadh",
                                         "budget":{"amount":100,"currency":"SAR"}}"""))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Backlot-Trace")).contains(TRACE);
        long position = response.headers().firstValueAsLong("Backlot-Position").orElseThrow();
        var event = auditor.api()
                .get("/api/v1/log?limit=1&after=" + (position - 1))
                .expectSuccess()
                .json()
                .path("data")
                .get(0);
        assertThat(event.path("traceId").asString()).isEqualTo(TRACE);
        assertThat(event.path("actor").asString()).isEqualTo(producer.accountId());
    }

    @Test
    @DisplayName("PLT-3: health names its dependencies, and the books balance")
    void health() {
        var health = BACKLOT.anonymous().get("/api/v1/health").expectSuccess().json();
        assertThat(health.path("services").path("database").asString()).isEqualTo("up");
        assertThat(health.path("services").path("redis").asString()).isEqualTo("up");
        // No broker is started before somebody's clip job has something to say; others may have had one by now.
        assertThat(health.path("services").path("kafka").asString()).isIn("idle", "up");
        assertThat(health.path("ledger").asString()).isEqualTo("balanced");
        assertThat(health.path("followers").propertyNames()).contains("ledger", "escrow-release", "live-set");
    }

    @Test
    @DisplayName("PLT-3: Prometheus can read the metrics")
    void metrics() {
        assertThat(BACKLOT.anonymous()
                        .get("/actuator/prometheus", "text/plain")
                        .expectSuccess()
                        .text())
                .contains("http_server_requests_seconds", "backlot_log_head", "backlot_follower_position")
                // Nobody looks at each filter by itself, and each request would pay for it.
                .doesNotContain("spring_security");
    }

    @Test
    @DisplayName("PLT-2: every answer carries the security headers, and no stranger's origin is let in")
    void security_headers() throws Exception {
        var response = BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(BACKLOT.base().resolve("/api/v1/health"))
                                .header("Origin", "https://evil.example")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static Callable<Void> manyProjects(Person writer) {
        return () -> {
            for (int i = 0; i < 15; i++) {
                BACKLOT.projectOf(writer);
            }
            return null;
        };
    }

    private static long head() {
        return auditor.api()
                .get("/api/v1/log?limit=1&after=0")
                .expectSuccess()
                .json()
                .path("head")
                .asLong();
    }

    private static void follow(long from, ArrayList<Long> seen, AtomicBoolean writing) {
        long after = from;
        while (true) {
            boolean more = writing.get();
            JsonNode page = auditor.api()
                    .get("/api/v1/log?limit=7&after=" + after)
                    .expectSuccess()
                    .json()
                    .path("data");
            if (page.isEmpty()) {
                if (!more) {
                    return;
                }
                continue;
            }
            for (var event : page) {
                seen.add(event.path("position").asLong());
            }
            after = seen.getLast();
        }
    }
}
