// Why this file exists: a document that nobody checks tells of the socket as it once was.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.set.api.LiveSetState;
import org.backlot.set.api.UnitClock;
import org.backlot.set.query.hub.Hub;
import org.backlot.set.query.presence.ConnectionId;
import org.backlot.set.query.presence.PresentDevice;
import org.backlot.set.query.presence.UnitDevices;
import org.backlot.set.query.socket.Key.Meaning;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveSetDocumentTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");
    private static final Timecode START = Timecode.parse("00:12:05:00", FrameRate.FPS_24);

    private final UnitId unit = new UnitId(UUID.randomUUID());
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final SceneId scene = new SceneId(UUID.randomUUID());
    private final ShotId shot = new ShotId(UUID.randomUUID());
    private final TakeId take = new TakeId(UUID.randomUUID());
    private final AccountId who = new AccountId(UUID.randomUUID());

    @Test
    @DisplayName("SET-1: every change and every member of it is in the AsyncAPI document")
    void changes() throws IOException {
        var document = document();
        var documented = members(document, "change");
        documented.addAll(members(document, "state"));
        var takes = names(more(document, "change").at("/take/properties"));
        var state = LiveSetState.none();
        for (var event : day()) {
            state = LiveSetState.evolve(state, event).at(7, "log");
            var frame = JSON.readTree(
                    UnitChange.of(JSON, event, state).orElseThrow().frame().json());
            assertThat(documented).containsAll(names(frame));
            assertThat(types(document, "change")).contains(frame.get("type").stringValue());
            if (frame.has("take")) {
                assertThat(takes).containsAll(names(frame.get("take")));
            }
        }
    }

    @Test
    @DisplayName("SET-1, SET-2, SET-5: every other frame that a device may get is in the AsyncAPI document as it is")
    void others() throws IOException {
        var document = document();
        var clock = new UnitClock(FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"));
        for (var frame : List.of(
                ServerFrames.missionClock(JSON, unit, clock, AT),
                ServerFrames.beat(unit, "00:00:00:00", 0, AT),
                ServerFrames.clock(JSON, 1, 2, 3),
                ServerFrames.accepted(JSON, "id", 4),
                ServerFrames.refused(JSON, Optional.of("id"), CommonRejection.NOT_FOUND, "message"),
                ServerFrames.presence(JSON, devices()),
                ServerFrames.move(JSON, hubs()),
                ServerFrames.degraded(JSON),
                ServerFrames.left(JSON))) {
            var written = JSON.readTree(frame.json());
            var type = written.get("type").stringValue();
            var name =
                    Map.of("mission-clock", "missionClock", "clock", "stamps").getOrDefault(type, type);
            assertThat(types(document, name)).containsExactly(type);
            assertThat(names(message(document, name).get("properties")))
                    .as(type)
                    .containsExactlyInAnyOrderElementsOf(names(written));
        }
        var device =
                JSON.readTree(ServerFrames.presence(JSON, devices()).json()).at("/devices/0");
        assertThat(names(message(document, "presence").at("/properties/devices/items/properties")))
                .containsExactlyInAnyOrderElementsOf(names(device));
        var hub = JSON.readTree(ServerFrames.move(JSON, hubs()).json()).at("/hubs/0");
        assertThat(names(message(document, "move").at("/properties/hubs/items/properties")))
                .containsExactlyInAnyOrderElementsOf(names(hub));
    }

    private static List<Hub> hubs() {
        return List.of(Hub.parse("mumbai=https://mumbai.set.example"));
    }

    private UnitDevices devices() {
        var device = new PresentDevice(new ConnectionId(UUID.randomUUID()), who, AT, true);
        return new UnitDevices(unit, 1, true, List.of(device));
    }

    @Test
    @DisplayName("SET-1: a device may say what the AsyncAPI document says, and nothing else")
    void said() throws IOException {
        var document = document();
        var said = new HashSet<String>();
        for (var name : List.of("join", "seen", "leave", "roll", "cut", "clock")) {
            said.addAll(types(document, name));
        }
        var refusal = (ClientFrame.Malformed) FrameReader.read("{\"type\":\"sing\"}");
        assertThat(refusal.reason()).isEqualTo("type is none of join, seen, leave, roll, cut, clock");
        assertThat(said).containsExactlyInAnyOrder("join", "seen", "leave", "roll", "cut", "clock");
    }

    @Test
    @DisplayName(
            "SET-1: each member and each word of the AsyncAPI document has its number in the binary form, and it is told")
    void numbers() throws IOException {
        var document = document();
        var members = new HashSet<String>();
        var words = new HashSet<String>();
        eachMember(document.get("components"), (name, member) -> {
            members.add(name);
            if (Key.named(name).filter(key -> key.meaning() == Meaning.WORD).isPresent()) {
                words.addAll(texts(member));
            }
        });
        assertThat(Arrays.stream(Key.values()).map(Key::label)).containsExactlyInAnyOrderElementsOf(members);
        assertThat(Words.NUMBERED).containsExactlyInAnyOrderElementsOf(words);

        var form = document.at("/components/x-binary-form");
        assertThat(numbers(form.get("keys")))
                .isEqualTo(Arrays.stream(Key.values()).collect(Collectors.toMap(Key::label, Key::number)));
        assertThat(numbers(form.get("words")))
                .isEqualTo(Words.NUMBERED.stream().collect(Collectors.toMap(word -> word, Words.NUMBERED::indexOf)));
        assertThat(form.get("wordMembers").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(labels(Meaning.WORD));
        assertThat(form.get("instantMembers").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(labels(Meaning.INSTANT));
    }

    @Test
    @DisplayName(
            "SET-1: the numbers of the binary form, and what it saves, are in the description for people as they are")
    void numbers_for_people() throws IOException {
        var told = Files.readString(Path.of("..", "docs", "live-set.md"));
        assertThat(told)
                .contains(Arrays.stream(Key.values())
                        .map(key -> "| %d | `%s` | %s |"
                                .formatted(
                                        key.number(),
                                        key.label(),
                                        key.meaning() == Meaning.PLAIN
                                                ? "–"
                                                : key.meaning().name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining("\n", "|---|---|---|\n", "\n\n")))
                .contains(Words.NUMBERED.stream()
                        .map(word -> "| %d | `%s` |".formatted(Words.NUMBERED.indexOf(word), word))
                        .collect(Collectors.joining("\n", "|---|---|\n", "\n\n")));

        var state = LiveSetState.evolve(LiveSetState.evolve(LiveSetState.none(), opened()), rolled());
        var rolling = UnitChange.of(JSON, rolled(), state.at(100_000, "0123456789abcdef0123456789abcdef"))
                .orElseThrow()
                .frame();
        var beat = ServerFrames.beat(unit, "12:00:00:00", 1_036_800, AT);
        assertThat(told.replaceAll("\\s+", " "))
                .contains("A `rolling` frame has %d bytes as JSON and %d in the binary form, a `beat` %d and %d."
                        .formatted(
                                rolling.json().length(),
                                BinaryWriter.write(rolling.json()).length,
                                beat.json().length(),
                                BinaryWriter.write(beat.json()).length));
    }

    private static List<String> labels(Meaning meaning) {
        return Arrays.stream(Key.values())
                .filter(key -> key.meaning() == meaning)
                .map(Key::label)
                .toList();
    }

    private static Map<String, Integer> numbers(JsonNode table) {
        return table.propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().intValue()));
    }

    /** Each member that frames, and what stands in them, may have. */
    private static void eachMember(JsonNode document, BiConsumer<String, JsonNode> member) {
        document.path("properties").forEachEntry(member);
        document.forEach(part -> eachMember(part, member));
    }

    /** The texts that a member is restricted to. */
    private static Set<String> texts(JsonNode member) {
        var texts = new HashSet<String>();
        Stream.of(member.path("enum"), member.at("/items/enum"))
                .flatMap(JsonNode::valueStream)
                .forEach(text -> texts.add(text.stringValue()));
        if (member.has("const")) {
            texts.add(member.get("const").stringValue());
        }
        return texts;
    }

    private LiveSetEvent opened() {
        return new LiveSetOpened(
                unit, project, new WorkspaceId(UUID.randomUUID()), FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"));
    }

    private LiveSetEvent rolled() {
        return new CameraRolled(unit, project, scene, shot, take, 4, "12B-04", "A001", START, who, AT);
    }

    private List<LiveSetEvent> day() {
        return List.of(
                opened(),
                rolled(),
                new CameraCut(unit, project, scene, shot, take, 4, "12B-04", START.plus(48), 48, who, AT),
                new TakeCircled(unit, project, scene, shot, take, "12B-04", who, AT),
                new SceneCompleted(unit, project, scene, who, AT),
                new IncidentReported(
                        unit, project, new IncidentId(UUID.randomUUID()), who, Personal.of("a lamp fell"), AT));
    }

    private static JsonNode document() throws IOException {
        Object read = new Yaml().load(Files.readString(Path.of("..", "docs", "asyncapi", "live-set.yaml")));
        return JSON.valueToTree(read);
    }

    private static Set<String> names(JsonNode members) {
        return new HashSet<>(members.propertyNames());
    }

    private static JsonNode message(JsonNode document, String name) {
        return document.at("/components/messages/" + name + "/payload");
    }

    /** What a message that is a state of the unit says beside it. */
    private static JsonNode more(JsonNode document, String name) {
        return message(document, name).at("/allOf/1/properties");
    }

    /** The members of such a message. */
    private static Set<String> members(JsonNode document, String name) {
        var members = names(document.at("/components/schemas/unitState/properties"));
        members.addAll(names(more(document, name)));
        return members;
    }

    private static List<String> types(JsonNode document, String name) {
        var payload = message(document, name);
        var type = payload.has("allOf") ? more(document, name).get("type") : payload.at("/properties/type");
        return type.has("const")
                ? List.of(type.get("const").stringValue())
                : type.get("enum").valueStream().map(JsonNode::stringValue).toList();
    }
}
