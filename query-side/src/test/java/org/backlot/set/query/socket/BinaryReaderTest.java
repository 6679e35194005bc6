// Why this file exists: bytes can lie about what follows them; a node must neither believe nor fear that.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryReaderTest {
    private static final String ID = "01980000-0000-7000-8000-000000000001";
    private static final String ID_BYTES = "5001980000000070008000000000000001";
    private static final List<String> SAID = List.of(
            "{\"type\":\"join\",\"unitId\":\"" + ID + "\"}",
            "{\"type\":\"join\",\"unitId\":\"" + ID + "\",\"after\":4294967296,\"heartbeat\":true,"
                    + "\"kinds\":[\"rolling\",\"scene-completed\"],\"shots\":[\"" + ID + "\"]}",
            "{\"type\":\"join\",\"unitId\":\"" + ID + "\",\"after\":0,\"heartbeat\":false}",
            "{\"type\":\"join\",\"unitId\":\"" + ID + "\",\"presence\":true}",
            "{\"type\":\"join\",\"unitId\":\"" + ID + "\",\"presence\":\"yes\"}",
            "{\"type\":\"leave\"}",
            "{\"type\":\"roll\",\"id\":\"" + ID + "\",\"shotId\":\"" + ID + "\"}",
            "{\"type\":\"roll\",\"id\":\"" + ID + "\",\"shotId\":\"" + ID + "\",\"cameraRoll\":\"B002\"}",
            "{\"type\":\"cut\",\"id\":\"c-1\"}",
            "{\"type\":\"cut\",\"id\":\"" + "x".repeat(64) + "\",\"takeId\":\"" + ID + "\"}",
            "{\"type\":\"cut\",\"id\":\"c-1\",\"takeId\":null}",
            "{\"type\":\"clock\",\"t0\":1700000000000000}",
            "{\"type\":\"clock\",\"t0\":-9223372036854775808}",
            // What one form refuses the other refuses too, for the same reason and under the same id.
            "{\"type\":\"roll\",\"id\":\"" + ID + "\"}",
            "{\"type\":\"cut\",\"id\":\"a b\"}",
            "{\"type\":\"join\",\"unitId\":7}",
            "{\"type\":\"rolling\"}",
            "{}");

    @Test
    @DisplayName("SET-1: what a device says is understood alike in both forms")
    void understood() {
        for (var said : SAID) {
            assertThat(FrameReader.read(BinaryWriter.write(said))).as(said).isEqualTo(FrameReader.read(said));
        }
    }

    @Test
    @DisplayName("SET-1: numbers may be written longer than they need to be, and words as text")
    void other_ways() {
        assertThat(read("a1" + "1800" + "190010")).isEqualTo(new ClientFrame.Leave());
        assertThat(read("b801" + "00" + "656c65617665")).isEqualTo(new ClientFrame.Leave());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "f6",
                "80",
                "60",
                "ff",
                // No end, too early an end, and something after it.
                "a1",
                "a100",
                "a200" + "10",
                "a10010" + "00",
                "bf0010ff",
                // Keys: unknown, text, negative, bytes, a list, twice.
                "a2001018ff00",
                "a11b7fffffffffffffff00",
                "a1" + "6474797065" + "10",
                "a12010",
                "a1410010",
                "a1800010",
                "a200100010",
                "a20010180010",
                // Values: a map, a map in a list, a list in a list, tags, floating point, undefined, breaks.
                "a200101818a0",
                "a20010181ba1818100",
                "a20010181b818180",
                "a1" + "00c010",
                "a100f93c00",
                "a100fa3f800000",
                "a100fb3ff0000000000000",
                "a100f7",
                "a100f810",
                "a100ff",
                "a1001c",
                "a1001f",
                // Words that are none, ids that are too short or too long.
                "a1001863",
                "a1001b8000000000000000",
                "a2000f034f019800000000700080000000000000",
                "a2000f03510198000000007000800000000000000100",
                "a2000f0340",
                // Numbers beyond 63 bits.
                "a2000a181d1b8000000000000000",
                "a2000a181d1bffffffffffffffff",
                "a2000a181d3b8000000000000000",
                "a2000a181d" + "c249010000000000000000",
                // Text that is not UTF-8, ends too early or has no end.
                "a200041818" + "62c328",
                "a200041818" + "63edb080",
                "a200041818" + "6461",
                "a200041818" + "7f6161ff",
                // Lists without an end, with one too many, and of nothing.
                "a3000f03" + ID_BYTES + "181b9f03ff",
                "a3000f03" + ID_BYTES + "181b8203",
                "a3000f03" + ID_BYTES + "181b80"
            })
    @DisplayName("SET-1: bytes that are no frame are answered as malformed")
    void malformed(String hex) {
        assertThat(read(hex)).isInstanceOf(ClientFrame.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "60", "80", "a0"})
    @DisplayName("SET-1: bytes, text, lists and maps of any length that is only claimed cost nothing")
    void claimed_lengths(String kind) {
        int first = Integer.parseInt(kind, 16);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var claim : List.of("19ffff", "1a7fffffff", "1affffffff", "1b0000000100000000", "1b7fffffffffffffff")) {
            int head = first | Integer.parseInt(claim.substring(0, 2), 16);
            var frame = bytes((first == 0xa0 ? "" : "a200041818") + Integer.toHexString(head) + claim.substring(2));
            FrameReader.read(frame);
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(FrameReader.read(frame)).isInstanceOf(ClientFrame.Malformed.class);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(claim)
                    .isLessThan(50_000);
        }
    }

    @Test
    @DisplayName("SET-1: deep nesting and frames over 64 KB are malformed, not fatal")
    void huge() {
        var deep = new byte[60_000];
        Arrays.fill(deep, (byte) 0x81);
        assertThat(FrameReader.read(deep)).isInstanceOf(ClientFrame.Malformed.class);
        deep[0] = (byte) 0xa1;
        deep[1] = 0;
        assertThat(FrameReader.read(deep)).isInstanceOf(ClientFrame.Malformed.class);
        var tooLong =
                BinaryWriter.write("{\"type\":\"leave\",\"message\":\"" + "y".repeat(FrameReader.LARGEST) + "\"}");
        assertThat(FrameReader.read(tooLong))
                .isInstanceOfSatisfying(
                        ClientFrame.Malformed.class,
                        frame -> assertThat(frame.reason()).isEqualTo("a frame is at most 64 KB"));
        var longest =
                BinaryWriter.write("{\"type\":\"leave\",\"message\":\"" + "y".repeat(FrameReader.LARGEST - 9) + "\"}");
        assertThat(longest).hasSizeLessThanOrEqualTo(FrameReader.LARGEST);
        assertThat(FrameReader.read(longest)).isEqualTo(new ClientFrame.Leave());
    }

    @Test
    @DisplayName("SET-1: a malformed command is answered under its id in the binary form too")
    void malformed_with_id() {
        assertThat(FrameReader.read(BinaryWriter.write("{\"type\":\"roll\",\"id\":\"%s\"}".formatted(ID))))
                .isInstanceOfSatisfying(
                        ClientFrame.Malformed.class,
                        frame -> assertThat(frame.id()).contains(ID));
    }

    @Property(tries = 10_000)
    @Label("SET-1: no bytes whatever make the reader throw")
    void never_throws(@ForAll byte[] bytes) {
        assertThat(FrameReader.read(bytes)).isNotNull();
    }

    @Property(tries = 10_000)
    @Label("SET-1: no frame that was damaged on its way makes the reader throw")
    void never_throws_on_damage(@ForAll("damaged") byte[] bytes) {
        assertThat(FrameReader.read(bytes)).isNotNull();
    }

    @Property(tries = 10_000)
    @Label("SET-1: no map of known keys and odd values makes the reader throw")
    void never_throws_on_wrong_values(@ForAll("maps") byte[] bytes) {
        assertThat(FrameReader.read(bytes)).isNotNull();
    }

    @Property(tries = 2_000)
    @Label("SET-1: a command is understood alike in both forms, whatever its id and its text")
    void alike(@ForAll("commands") String said) {
        assertThat(FrameReader.read(BinaryWriter.write(said))).isEqualTo(FrameReader.read(said));
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return Arbitraries.of(SAID)
                .map(BinaryWriter::write)
                .flatMap(frame -> Arbitraries.integers()
                        .between(0, frame.length)
                        .flatMap(place -> Arbitraries.oneOf(
                                Arbitraries.just(Arrays.copyOf(frame, place)),
                                Arbitraries.bytes().map(other -> {
                                    var damaged = Arrays.copyOf(frame, frame.length + 1);
                                    damaged[place] = other;
                                    return damaged;
                                }),
                                Arbitraries.bytes().map(other -> {
                                    var damaged = frame.clone();
                                    damaged[Math.min(place, frame.length - 1)] = other;
                                    return damaged;
                                }))));
    }

    @Provide
    Arbitrary<byte[]> maps() {
        var values = Arbitraries.oneOf(
                Arbitraries.of(
                        "00",
                        "17",
                        "1863",
                        "1a7fffffff",
                        "20",
                        "3bffffffffffffffff",
                        ID_BYTES,
                        "40",
                        "60",
                        "6161",
                        "80",
                        "8100",
                        "8120",
                        "816161",
                        "a0",
                        "f4",
                        "f5",
                        "f6",
                        "f7",
                        "fb7ff8000000000000",
                        "c074"),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(HexFormat.of()::formatHex));
        var keys = Arbitraries.integers()
                .between(0, Key.values().length + 3)
                .map(key -> key < 24 ? "%02x".formatted(key) : "18%02x".formatted(key));
        return keys.flatMap(key -> values.map(value -> key + value))
                .list()
                .ofMaxSize(6)
                .flatMap(members -> Arbitraries.of("000f", "0010", "0011", "0004", "000a", "0003")
                        .map(type -> bytes("%02x".formatted(0xa1 + members.size()) + type + String.join("", members))));
    }

    @Provide
    Arbitrary<String> commands() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('!', '~')
                        .excludeChars('"', '\\')
                        .ofMaxLength(70)
                        .map("{\"type\":\"cut\",\"id\":\"%s\"}"::formatted),
                Arbitraries.longs().map("{\"type\":\"clock\",\"t0\":%d}"::formatted),
                Arbitraries.strings()
                        .withCharRange(' ', '\ud7ff')
                        .excludeChars('"', '\\')
                        .ofMaxLength(70)
                        .map(roll -> "{\"type\":\"roll\",\"id\":\"%s\",\"shotId\":\"%s\",\"cameraRoll\":\"%s\"}"
                                .formatted(ID, ID, roll)));
    }

    private static ClientFrame read(String hex) {
        return FrameReader.read(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
