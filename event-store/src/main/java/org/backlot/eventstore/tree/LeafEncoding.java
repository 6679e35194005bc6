package org.backlot.eventstore.tree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.backlot.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a leaf. They are defined here once and for all, so that anybody can compute them:
 *
 * <pre>
 * leaf     = version kind fields
 * version  = 0x01
 * kind     = 0x00 (the identity of the log, leaf 0) | 0x01 (an event, leaf n for position n)
 * identity = text(log id) text(origin)
 * event    = number(position) text(stream) number(sequence) text(stream type) text(event id) number(at)
 *            text(type) text(revision) text(payload) text(metadata)
 * number   = 8 bytes, two's complement, big-endian; at: microseconds since 1970-01-01T00:00:00Z
 * text     = 0x00 where it is null | 0x01, then the length in bytes (4 bytes, big-endian), then UTF-8
 * </pre>
 *
 * Every text is taken character by character as it is stored; JSON is not parsed, sealed fields are not opened. Since each
 * part tells its own length, two different rows never have the same bytes.
 */
public final class LeafEncoding {
    private static final int VERSION = 1;
    private static final int IDENTITY = 0;
    private static final int EVENT = 1;
    private static final int ABSENT = 0;
    private static final int PRESENT = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    private LeafEncoding(int kind) {
        bytes.write(VERSION);
        bytes.write(kind);
    }

    /** Leaf 0: which log this is. */
    public static byte[] ofIdentity(String logId, String origin) {
        return new LeafEncoding(IDENTITY).text(logId).text(origin).done();
    }

    /** The leaf of a row. */
    public static byte[] of(StoredEvent row) {
        return at(row, row.position());
    }

    /** The leaf that a row would be at another position. */
    static byte[] at(StoredEvent row, long position) {
        return new LeafEncoding(EVENT)
                .number(position)
                .text(row.stream())
                .number(row.sequence())
                .text(row.streamType())
                .text(row.eventId())
                .number(micros(row.at()))
                .text(row.type())
                .text(row.revision())
                .text(row.payload())
                .text(row.metadata())
                .done();
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    private LeafEncoding number(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    private LeafEncoding text(@Nullable String value) {
        if (value == null) {
            bytes.write(ABSENT);
            return this;
        }
        var utf8 = utf8(value);
        bytes.write(PRESENT);
        bytes.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(utf8.remaining()).array());
        bytes.write(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining());
        return this;
    }

    // Half a character would silently become a question mark, and then two texts would have the same bytes.
    private static ByteBuffer utf8(String value) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(value));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is not Unicode has no leaf", e);
        }
    }

    private byte[] done() {
        return bytes.toByteArray();
    }
}
