// Why this file exists: a device of the binary form must be told the same as all others, only shorter.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetState;
import org.backlot.set.api.UnitClock;
import org.backlot.set.query.UnitState;
import org.backlot.set.query.socket.Key.Meaning;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.timecode.FrameRate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class BinaryWriterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00.000007Z");
    private static final int DEPTH = 3;

    @Test
    @DisplayName(
            "SET-1: each frame that a device may get says the same in the binary form, and in less than half of it")
    void same_content() {
        for (var frame : told()) {
            var binary = BinaryWriter.write(frame.json());
            assertThat(ReadByOthers.json(binary)).isEqualTo(frame.json());
            assertThat(binary)
                    .as(frame.json())
                    .hasSizeLessThan(frame.json().getBytes(StandardCharsets.UTF_8).length / 2 + 1);
        }
    }

    private static List<Frame> told() {
        var clock = new UnitClock(FrameRate.FPS_24, ZoneId.of("Asia/Riyadh"));
        var frames = new ArrayList<>(List.of(
                ServerFrames.missionClock(JSON, OnAir.UNIT, clock, AT),
                ServerFrames.beat(OnAir.UNIT, "00:00:00:00", 86_399, AT),
                ServerFrames.clock(JSON, 1_795_154_400_000_007L, 1_795_154_400_000_008L, 1_795_154_400_000_009L),
                ServerFrames.accepted(JSON, OnAir.UNIT.toString(), 1_000_000),
                ServerFrames.degraded(JSON),
                ServerFrames.left(JSON)));
        var state = LiveSetState.none();
        var missed = new ArrayList<UnitChange>();
        for (LiveSetEvent event : List.of(OnAir.opened(), OnAir.rolled(), OnAir.cut())) {
            state = LiveSetState.evolve(state, event).at(1_000_000 + missed.size(), "the log");
            missed.add(UnitChange.of(JSON, event, state).orElseThrow());
        }
        missed.forEach(change -> frames.addAll(List.of(change.frame(), change.stateFrame())));
        frames.add(ServerFrames.resumed(JSON, UnitState.of(OnAir.UNIT.toString(), state.fields()), missed, false));
        return frames;
    }

    @Test
    @DisplayName("SET-1: a refusal says the same in the binary form; its code and its message stay text")
    void refused() {
        var refused = ServerFrames.refused(JSON, Optional.of("cut-1"), CommonRejection.NOT_FOUND, "Nothing: «é» 🎬");
        assertThat(ReadByOthers.json(BinaryWriter.write(refused.json()))).isEqualTo(refused.json());
    }

    @Test
    @DisplayName("SET-1: the bytes of a frame are those that are documented")
    void bytes() {
        var frame = "{\"type\":\"beat\",\"unitId\":\"01980000-0000-7000-8000-000000000001\","
                + "\"timecode\":\"12:00:00:23\",\"frame\":65536,\"at\":1700000000000000}";
        assertThat(HexFormat.of().formatHex(BinaryWriter.write(frame)))
                .isEqualTo("a5" + "0009" + "035001980000000070008000000000000001" + "066b31323a30303a30303a3233"
                        + "171a00010000" + "161b00060a24181e4000");
    }

    @Test
    @DisplayName("SET-1: instants are told to the microsecond, and what is none stays text")
    void instants() {
        assertThat(ReadByOthers.json(BinaryWriter.write("{\"at\":\"2026-11-20T06:00:00.123456789Z\"}")))
                .isEqualTo("{\"at\":\"2026-11-20T06:00:00.123456Z\"}");
        for (var text : List.of("noon", "+1000000000-12-31T23:59:59Z", "1969-12-31T23:59:59.999999Z")) {
            var json = "{\"at\":\"" + text + "\"}";
            assertThat(ReadByOthers.json(BinaryWriter.write(json))).isEqualTo(json);
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @Label("SET-1: whatever JSON says, its binary form says, also where names and words have no numbers yet")
    void round_trip(@ForAll("objects") ObjectNode frame) {
        assertThat(ReadByOthers.json(BinaryWriter.write(frame.toString()))).isEqualTo(frame.toString());
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return objects(DEPTH);
    }

    private static Arbitrary<ObjectNode> objects(int depth) {
        var names = Arbitraries.oneOf(
                Arbitraries.of(Arrays.stream(Key.values()).map(Key::label).toList()),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(30));
        return names.flatMap(name -> values(Key.named(name).map(Key::meaning).orElse(Meaning.PLAIN), depth - 1)
                        .map(value -> Map.entry(name, value)))
                .list()
                .ofMaxSize(6)
                .map(members -> {
                    var object = NODES.objectNode();
                    members.forEach(member -> object.set(member.getKey(), member.getValue()));
                    return object;
                });
    }

    private static Arbitrary<JsonNode> values(Meaning meaning, int depth) {
        var single = single(meaning);
        return depth == 0
                ? single
                : Arbitraries.oneOf(
                        single,
                        single.list()
                                .ofMaxSize(30)
                                .map(list -> NODES.arrayNode().addAll(list)),
                        objects(depth).map(object -> (JsonNode) object));
    }

    private static Arbitrary<JsonNode> single(Meaning meaning) {
        var texts = Arbitraries.strings()
                .withCharRange('\0', '\ud7ff')
                .ofMaxLength(300)
                .map(text -> (JsonNode) NODES.stringNode(text));
        return switch (meaning) {
            // In a beat the moment is a number, which is a case of its own.
            case WORD ->
                Arbitraries.oneOf(
                        Arbitraries.of(Words.NUMBERED)
                                .filter(word -> !word.equals("beat"))
                                .map(NODES::stringNode),
                        texts);
            case INSTANT ->
                Arbitraries.oneOf(
                        Arbitraries.longs()
                                .between(-62_000_000_000_000_000L, 250_000_000_000_000_000L)
                                .map(at -> NODES.stringNode(Instant.EPOCH
                                        .plus(at, ChronoUnit.MICROS)
                                        .toString())),
                        texts);
            case PLAIN ->
                Arbitraries.oneOf(
                        texts,
                        Arbitraries.create(UUID::randomUUID).map(id -> NODES.stringNode(id.toString())),
                        Arbitraries.create(UUID::randomUUID)
                                .map(id -> NODES.stringNode(id.toString().toUpperCase(Locale.ROOT))),
                        Arbitraries.longs().map(NODES::numberNode),
                        Arbitraries.doubles().map(NODES::numberNode),
                        Arbitraries.of(true, false).map(NODES::booleanNode),
                        Arbitraries.just(NODES.nullNode()));
        };
    }
}
