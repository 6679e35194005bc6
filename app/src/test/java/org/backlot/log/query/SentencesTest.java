package org.backlot.log.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.backlot.log.api.EventCatalog;
import org.backlot.shared.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Every event has a sentence")
class SentencesTest {
    private static final Path APPROVED = Path.of("src/test/resources/events");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Sentences sentences = new Sentences(JSON);

    static Stream<Class<? extends Event>> events() {
        return EventCatalog.all().stream();
    }

    @Test
    @DisplayName("LED-1: a new event without a sentence in business words fails the build")
    void complete() {
        assertThat(Sentences.types())
                .containsExactlyInAnyOrderElementsOf(EventCatalog.all().stream()
                        .map(event -> EventCatalog.nameOf(event).orElseThrow())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    @DisplayName("LED-1: a sentence names components that its event has, and reads as text")
    void readable(Class<? extends Event> event) throws IOException {
        var type = EventCatalog.nameOf(event).orElseThrow();
        assertThat(Arrays.stream(event.getRecordComponents())
                        .map(component -> component.getName())
                        .toList())
                .containsAll(Sentences.componentsIn(type));

        var logged = sampleOf(event, type);
        var named = new HashMap<UUID, String>();
        sentences.eachNamed(
                logged, id -> named.put(id, "Noura"), id -> named.put(id, "Last Reel"), id -> named.put(id, "a thing"));

        assertThat(sentences.of(logged, new Names(named)))
                .doesNotContain("{", "}", "null", "PERSONAL", "known")
                .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}")
                .matches("(?s)[\\p{Lu}\\p{L}].+");
    }

    @Test
    @DisplayName("LED-1: money, times, lists and people are written as people write them")
    void written() throws IOException {
        assertThat(sentenceOf("treasury.EscrowLocked"))
                .isEqualTo("Escrow of SAR 12,500.00 for Noura under a thing locked until 2026-11-20 12:00 UTC;"
                        + " it waits for contract signed.");
        assertThat(sentenceOf("logistics.CustodyTransferred")).isEqualTo("a thing handed over by Noura to Noura.");
        assertThat(sentenceOf("set.CameraCut"))
                .isEqualTo("Noura cut CameraCut.slate at 01:00:00;00 after 4711 frames.");
        assertThat(sentenceOf("identity.CapabilitiesSet")).isEqualTo("Noura set what Noura may do on a thing: view.");
    }

    @Test
    @DisplayName("CMP-2: somebody without a name any more is erased, and what cannot be opened is sealed")
    void nameless() {
        var payload = JSON.createObjectNode()
                .put("reportedBy", new UUID(1, 1).toString())
                .put("text", "[erased]");
        assertThat(sentences.of(logged("set.IncidentReported", payload), new Names(Map.of(new UUID(1, 1), "[erased]"))))
                .isEqualTo("[erased] reported an incident: [erased]");
        payload.set("text", JSON.createObjectNode().put("personal", "sealed"));
        assertThat(sentences.of(logged("set.IncidentReported", payload), new Names(Map.of())))
                .isEqualTo(new UUID(1, 1) + " reported an incident: [sealed]");
    }

    @Test
    @DisplayName("LED-1: processes and people who act are named")
    void actors() {
        var names = new Names(Map.of(new UUID(1, 1), "Noura"));
        assertThat(names.ofActor(new UUID(1, 1).toString())).isEqualTo("Noura");
        assertThat(names.ofActor("saga/escrow-release")).isEqualTo("the process escrow-release");
        assertThat(names.ofActor("anonymous")).isEqualTo("somebody not signed in");
        assertThat(names.ofActor(null)).isEqualTo("the program");
    }

    private String sentenceOf(String type) throws IOException {
        var logged = sampleOf(EventCatalog.named(type).orElseThrow(), type);
        var named = new HashMap<UUID, String>();
        sentences.eachNamed(
                logged, id -> named.put(id, "Noura"), id -> named.put(id, "Last Reel"), id -> named.put(id, "a thing"));
        return sentences.of(logged, new Names(named));
    }

    // As the feed shows it: a known personal value stands there by itself.
    private static LoggedEvent sampleOf(Class<? extends Event> event, String type) throws IOException {
        var payload = (ObjectNode) JSON.readTree(
                Files.readString(APPROVED.resolve(type + "-" + EventCatalog.revisionOf(event) + ".json")));
        for (var name : java.util.List.copyOf(payload.propertyNames())) {
            var known = payload.path(name).path("known");
            if (!known.isMissingNode()) {
                payload.set(name, known);
            }
        }
        return logged(type, payload);
    }

    private static LoggedEvent logged(String type, ObjectNode payload) {
        return new LoggedEvent(1, "id", type, "1", "stream/1", 0, Instant.EPOCH, null, null, null, null, null, payload);
    }
}
