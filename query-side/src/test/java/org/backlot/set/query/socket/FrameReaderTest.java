// Why this file exists: a socket takes whatever a broken or hostile device sends; it must answer, never fall over.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.backlot.set.api.CameraRoll;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final String ID = "01980000-0000-7000-8000-000000000001";

    @Test
    @DisplayName("SET-1: join, roll, cut, clock and leave are understood")
    void understood() {
        var id = UUID.fromString(ID);
        assertThat(FrameReader.read("{\"type\":\"join\",\"unitId\":\"%s\"}".formatted(ID)))
                .isEqualTo(new ClientFrame.Join(
                        new UnitId(id), OptionalLong.empty(), false, false, false, Interest.EVERYTHING));
        assertThat(FrameReader.read("{\"type\":\"join\",\"unitId\":\"%s\",\"after\":17}".formatted(ID)))
                .isEqualTo(new ClientFrame.Join(
                        new UnitId(id), OptionalLong.of(17), false, false, false, Interest.EVERYTHING));
        assertThat(FrameReader.read("{\"type\":\"join\",\"unitId\":\"%s\",\"heartbeat\":true}".formatted(ID)))
                .isEqualTo(new ClientFrame.Join(
                        new UnitId(id), OptionalLong.empty(), true, false, false, Interest.EVERYTHING));
        assertThat(FrameReader.read("{\"type\":\"join\",\"unitId\":\"%s\",\"presence\":true}".formatted(ID)))
                .isEqualTo(new ClientFrame.Join(
                        new UnitId(id), OptionalLong.empty(), false, true, false, Interest.EVERYTHING));
        assertThat(FrameReader.read("{\"type\":\"join\",\"unitId\":\"%s\",\"kinds\":[\"rolling\"],\"shots\":[\"%s\"]}"
                        .formatted(ID, ID)))
                .isEqualTo(new ClientFrame.Join(
                        new UnitId(id),
                        OptionalLong.empty(),
                        false,
                        false,
                        false,
                        new Interest(Set.of("rolling"), Set.of(new ShotId(id)))));
        assertThat(FrameReader.read("{\"type\":\"roll\",\"id\":\"%s\",\"shotId\":\"%s\"}".formatted(ID, ID)))
                .isEqualTo(new ClientFrame.Roll(ID, new TakeId(id), new ShotId(id), CameraRoll.FIRST));
        assertThat(FrameReader.read("{\"type\":\"cut\",\"id\":\"c-1\"}"))
                .isEqualTo(new ClientFrame.Cut("c-1", Optional.empty()));
        assertThat(FrameReader.read("{\"type\":\"clock\",\"t0\":1700000000000000}"))
                .isEqualTo(new ClientFrame.Clock(1_700_000_000_000_000L));
        assertThat(FrameReader.read("{\"type\":\"join\",\"unitId\":\"%s\",\"paced\":true}".formatted(ID)))
                .isEqualTo(new ClientFrame.Join(
                        new UnitId(id), OptionalLong.empty(), false, false, true, Interest.EVERYTHING));
        assertThat(FrameReader.read("{\"type\":\"seen\",\"frames\":12}")).isEqualTo(new ClientFrame.Seen(12));
        assertThat(FrameReader.read("{\"type\":\"leave\"}")).isEqualTo(new ClientFrame.Leave());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"roll\"",
                "42",
                "{",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"sing\"}",
                "{\"type\":\"join\"}",
                "{\"type\":\"join\",\"unitId\":\"x\"}",
                "{\"type\":\"join\",\"unitId\":\"00000000-0000-0000-0000-000000000000\"}",
                "{\"type\":\"join\",\"unitId\":\"01980000-0000-7000-8000-000000000001\",\"after\":-1}",
                "{\"type\":\"join\",\"unitId\":\"01980000-0000-7000-8000-000000000001\",\"after\":1.5}",
                "{\"type\":\"join\",\"unitId\":\"01980000-0000-7000-8000-000000000001\",\"heartbeat\":24}",
                "{\"type\":\"join\",\"unitId\":\"01980000-0000-7000-8000-000000000001\",\"presence\":\"yes\"}",
                "{\"type\":\"join\",\"unitId\":\"01980000-0000-7000-8000-000000000001\",\"kinds\":[]}",
                "{\"type\":\"join\",\"unitId\":\"01980000-0000-7000-8000-000000000001\",\"kinds\":[\"singing\"]}",
                "{\"type\":\"join\",\"unitId\":\"01980000-0000-7000-8000-000000000001\",\"shots\":[7]}",
                "{\"type\":\"clock\",\"t0\":1e400}",
                "{\"type\":\"clock\",\"t0\":99999999999999999999999}",
                "{\"type\":\"clock\",\"t0\":\"0\"}",
                "{\"type\":\"cut\",\"id\":\"\\u0000\"}",
                "{\"type\":\"cut\",\"id\":\"a b\"}",
                "{\"type\":\"roll\",\"id\":\"not-a-uuid\",\"shotId\":\"01980000-0000-7000-8000-000000000001\"}",
                "\uD800"
            })
    @DisplayName("SET-1: what is no frame is answered as malformed")
    void malformed(String text) {
        assertThat(FrameReader.read(text)).isInstanceOf(ClientFrame.Malformed.class);
    }

    @Test
    @DisplayName("SET-1: a malformed command is answered under its id")
    void malformed_with_id() {
        assertThat(FrameReader.read("{\"type\":\"roll\",\"id\":\"%s\"}".formatted(ID)))
                .isInstanceOfSatisfying(
                        ClientFrame.Malformed.class,
                        frame -> assertThat(frame.id()).contains(ID));
    }

    @Test
    @DisplayName("SET-1: deep nesting and frames over 64 KB are malformed, not fatal")
    void huge() {
        assertThat(FrameReader.read("[".repeat(60_000))).isInstanceOf(ClientFrame.Malformed.class);
        assertThat(FrameReader.read("{\"type\":\"leave\",\"x\":\"" + "y".repeat(FrameReader.LARGEST) + "\"}"))
                .isInstanceOf(ClientFrame.Malformed.class);
    }

    @Property(tries = 3000)
    @Label("SET-1: no text whatever makes the reader throw")
    void never_throws(@ForAll String text) {
        assertThat(FrameReader.read(text)).isNotNull();
    }

    @Property(tries = 3000)
    @Label("SET-1: no JSON object with the right names and the wrong values makes the reader throw")
    void never_throws_on_wrong_values(
            @ForAll("types") String type, @ForAll("values") String value, @ForAll("values") String other) {
        assertThat(FrameReader.read("{\"type\":%s,\"id\":%s,\"unitId\":%s,\"shotId\":%s,\"t0\":%s,\"after\":%s}"
                        .formatted(type, value, other, value, other, value)))
                .isNotNull();
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("\"join\"", "\"roll\"", "\"cut\"", "\"clock\"", "\"leave\"", "null", "{}");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null", "true", "{}", "[1]", "-1", "1e999999999", "\"\"", "\"" + ID + "\"", "\"\\ud800\""),
                Arbitraries.longs().map(Object::toString),
                Arbitraries.strings().alpha().ofMaxLength(80).map(text -> "\"" + text + "\""));
    }
}
