// What lies on a broker was written by an older program, and may be read by an older one while nodes are renewed. So a
// schema changes only in ways that both can live with, and what was once written stays readable, byte by byte.
package org.backlot.clips.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageFormatTest {
    private static final Path SAMPLES = Path.of("src/test/resources/org/backlot/clips/message");
    private static final Path TODAY = Path.of("src/main/avro");

    static Stream<MessageFormat<?>> formats() {
        return MessageFormat.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("PLT-5: a message is read as it was written")
    <T extends SpecificRecord> void round_trip(MessageFormat<T> format) throws UnreadableMessage {
        @SuppressWarnings("unchecked")
        var message = (T) SampleMessages.of(format);
        assertThat(format.read(format.write(message))).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("PLT-5: a message begins with the mark and the fingerprint of Avro's single-object encoding")
    <T extends SpecificRecord> void single_object(MessageFormat<T> format) {
        @SuppressWarnings("unchecked")
        var bytes = format.write((T) SampleMessages.of(format));
        assertThat(bytes).startsWith(0xC3, 0x01);
        var fingerprint =
                ByteBuffer.wrap(bytes, 2, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(fingerprint).isEqualTo(SchemaNormalization.parsingFingerprint64(format.committed(newest())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("PLT-5: today's schema is committed as the newest version; a change needs a version of its own")
    void newest_is_today(MessageFormat<?> format) throws IOException {
        var today = new Schema.Parser()
                .parse(TODAY.resolve(format.schema().getName() + ".avsc").toFile());
        assertThat(format.committed(newest())).isEqualTo(today);
        assertThat(SchemaNormalization.toParsingForm(format.schema()))
                .as("the generated class")
                .isEqualTo(SchemaNormalization.toParsingForm(today));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("PLT-5: each committed version of a schema can read what was written with any other")
    void versions_read_each_other(MessageFormat<?> format) {
        var versions = new ArrayList<Schema>(
                MessageFormat.VERSIONS.stream().map(format::committed).toList());
        versions.add(format.schema());
        assertThat(incompatibilities(versions)).isEmpty();
    }

    @Test
    @DisplayName(
            "PLT-5: an incompatible change is found: a new field without a default, a changed type, a renamed field")
    void incompatible_changes_are_found() {
        var before = MessageFormat.CLIP_OUTCOME.committed("v1");
        var text = before.toString();
        assertThat(Stream.of(
                        text.replace("\"fields\":[", "\"fields\":[{\"name\":\"place\",\"type\":\"string\"},"),
                        text.replace("\"type\":\"int\"", "\"type\":\"string\""),
                        text.replace("\"name\":\"score\"", "\"name\":\"points\"")))
                .allSatisfy(changed -> assertThat(
                                incompatibilities(List.of(before, new Schema.Parser().parse(changed))))
                        .isNotEmpty());
        assertThat(incompatibilities(List.of(
                        before,
                        new Schema.Parser()
                                .parse(text.replace(
                                        "\"fields\":[",
                                        "\"fields\":[{\"name\":\"place\",\"type\":\"string\",\"default\":\"\"},")))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("PLT-5: bytes written with a committed version are read for ever")
    void recorded_bytes(MessageFormat<?> format) throws IOException, UnreadableMessage {
        for (var version : MessageFormat.VERSIONS) {
            var file = SAMPLES.resolve(version).resolve(format.schema().getName() + ".base64");
            if (Boolean.getBoolean("approve") && !Files.exists(file) && version.equals(newest())) {
                Files.writeString(
                        file, Base64.getMimeEncoder(76, new byte[] {10}).encodeToString(sample(format)) + "\n");
            }
            assertThat(file).as("recorded once, with -Dapprove=true").exists();
            var read = format.read(Base64.getMimeDecoder().decode(Files.readString(file)));
            assertThat(read).as("%s of %s", format, version).isEqualTo(SampleMessages.of(format));
        }
    }

    @Test
    @DisplayName("PLT-5: what is no such message is refused, with what is wrong")
    void unreadable() {
        var order = MessageFormat.STEP_ORDER;
        var written = order.write(SampleMessages.stepOrder());
        assertThatThrownBy(() -> order.read("hello, broker".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("no Avro message");
        assertThatThrownBy(() -> order.read(new byte[0])).isInstanceOf(UnreadableMessage.class);
        assertThatThrownBy(() -> order.read(Arrays.copyOf(written, written.length / 2)))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("does not hold");
        assertThatThrownBy(() -> MessageFormat.STEP_FAILED.read(written))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("does not know");
    }

    private static List<String> incompatibilities(List<Schema> versions) {
        return versions.stream()
                .flatMap(reader -> versions.stream()
                        .map(writer -> SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)))
                .filter(pair -> pair.getType() != SchemaCompatibilityType.COMPATIBLE)
                .map(pair -> pair.getResult().getIncompatibilities().toString())
                .toList();
    }

    private static <T extends SpecificRecord> byte[] sample(MessageFormat<T> format) {
        @SuppressWarnings("unchecked")
        var message = (T) SampleMessages.of(format);
        return format.write(message);
    }

    private static String newest() {
        return MessageFormat.VERSIONS.getLast();
    }
}
