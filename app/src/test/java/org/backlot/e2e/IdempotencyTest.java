package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("A repeated request does not happen twice")
class IdempotencyTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static Person producer = Person.unknown();

    @BeforeAll
    static void somebody_produces() {
        producer = BACKLOT.somebody("production");
    }

    @Test
    @DisplayName("PLT-1: the same key and body answer the same, and nothing new is written")
    void same_again() {
        var first = create("key-same", "Repeated");
        long head = producer.api().position();
        var second = create("key-same", "Repeated");

        assertThat(second).isEqualTo(first);
        assertThat(producer.api().position()).isEqualTo(head);
    }

    @Test
    @DisplayName("PLT-1: the same key with another body is refused with 422")
    void another_body() {
        create("key-other", "One").expectSuccess();
        assertThat(create("key-other", "Another")
                        .expectRefusal("IDEMPOTENCY_KEY_REUSED")
                        .status())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("PLT-1: many at once under one key make one project; the others hear the same or 409")
    void at_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ApiClient.Reply> request = () -> create("key-race", "Race");
            var replies = threads
                    .invokeAll(IntStream.range(0, 12).mapToObj(_ -> request).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(replies)
                    .allMatch(reply -> reply.status() == 201
                            || reply.code()
                                    .filter("IDEMPOTENCY_KEY_IN_FLIGHT"::equals)
                                    .isPresent());
            assertThat(replies.stream().filter(reply -> reply.status() == 201).map(ApiClient.Reply::text))
                    .isNotEmpty()
                    .allMatch(replies.stream()
                            .filter(reply -> reply.status() == 201)
                            .findFirst()
                            .orElseThrow()
                            .text()::equals);
        }
        assertThat(titles()).filteredOn("Race"::equals).hasSize(1);
    }

    @Test
    @DisplayName("PLT-1: a key of one person means nothing to another")
    void keys_are_personal() {
        create("key-mine", "Mine").expectSuccess();
        var other = BACKLOT.somebody("production");
        assertThat(other.api()
                        .post("/api/v1/production/projects", body("Theirs"), "key-mine")
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("PLT-1: a refused request keeps nothing, so it may be corrected under the same key")
    void refused_first() {
        producer.api()
                .post("/api/v1/production/projects", ApiClient.object().put("title", "Half"), "key-half")
                .expectRefusal("FIELD_REQUIRED");
        create("key-half", "Whole").expectSuccess();
    }

    private static ApiClient.Reply create(String key, String title) {
        return producer.api().post("/api/v1/production/projects", body(title), key);
    }

    private static JsonNode body(String title) {
        return ApiClient.object()
                .put("title", title)
                .put("frameRate", "24")
                .put("timeZone", "Asia/Kolkata")
                .set("budget", ApiClient.object().put("amount", 1000).put("currency", "INR"));
    }

    private static java.util.List<String> titles() {
        return producer.api()
                .get("/api/v1/production/projects?limit=100")
                .expectSuccess()
                .json()
                .path("data")
                .valueStream()
                .map(project -> project.path("title").asString())
                .toList();
    }
}
