package org.backlot.eventstore.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.backlot.eventstore.StoredEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bytes of a leaf")
class LeafEncodingTest {
    private static final StoredEvent ROW = new StoredEvent(
            5,
            "a/1",
            0,
            null,
            "e-5",
            Instant.parse("2026-01-02T03:04:05.678901Z"),
            "t.Done",
            "1",
            "{\"\u00e4\":1}",
            "{}");

    @Test
    @DisplayName("LED-2: are those of the definition; changing them would break every proof ever given out")
    void definition() {
        var hex = String.join(
                "",
                "01", // version
                "01", // an event
                "0000000000000005", // position
                "01" + "00000003" + "612f31", // stream
                "0000000000000000", // sequence
                "00", // no stream type
                "01" + "00000003" + "652d35", // event id
                "0006475ef6574f35", // at, microseconds
                "01" + "00000006" + "742e446f6e65", // type
                "01" + "00000001" + "31", // revision
                "01" + "00000008" + "7b22c3a4223a317d", // payload
                "01" + "00000002" + "7b7d"); // metadata

        assertThat(HexFormat.of().formatHex(LeafEncoding.of(ROW))).isEqualTo(hex);
        assertThat(HexFormat.of().formatHex(LeafEncoding.ofIdentity("id", "o/id")))
                .isEqualTo("0100" + "01000000026964" + "01000000046f2f6964");
    }

    @Test
    @DisplayName("LED-2: a text moved from one field into the next, or missing instead of empty, makes another leaf")
    void unambiguous() {
        var rows = List.of(
                ROW,
                row(5, "a/", 0, "1", "e-5"),
                row(5, "a/1", 0, "", "e-5"),
                row(5, "a/1", 0, "e", "-5"),
                row(5, "a/1", 1, null, "e-5"),
                row(6, "a/1", 0, null, "e-5"));

        assertThat(Stream.concat(rows.stream().map(LeafEncoding::of), Stream.of(LeafEncoding.ofIdentity("a/1", "e-5")))
                        .map(HexFormat.of()::formatHex))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("LED-2: half a character has no bytes, rather than those of another")
    void half_a_character() {
        assertThatIllegalArgumentException().isThrownBy(() -> LeafEncoding.of(row(5, "a/\ud83d", 0, null, "e-5")));
    }

    private static StoredEvent row(
            long position,
            String stream,
            long sequence,
            @org.jspecify.annotations.Nullable String streamType,
            String id) {
        return new StoredEvent(
                position, stream, sequence, streamType, id, ROW.at(), ROW.type(), ROW.revision(), ROW.payload(), "{}");
    }
}
