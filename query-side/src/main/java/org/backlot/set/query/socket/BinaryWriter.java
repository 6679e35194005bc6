// Why this file exists: whoever tells devices something writes it once, as JSON; its binary form follows from that
// alone.
package org.backlot.set.query.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.backlot.set.query.socket.Key.Meaning;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes frames of JSON in the binary form. There is no JSON that it cannot write: a name or a word that has no number yet
 * stays text, so that no device goes without a frame because of it.
 */
final class BinaryWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_ARE_SMALLER = 512;
    private static final int UUID_LETTERS = 36;
    private static final int UUID_BYTES = 16;
    private static final int LARGEST_IN_ONE = 0xff;
    private static final int LARGEST_IN_TWO = 0xffff;
    private static final long LARGEST_IN_FOUR = 0xffff_ffffL;

    private final ByteBuf written = Unpooled.buffer(MOST_ARE_SMALLER);

    private BinaryWriter() {}

    static byte[] write(String json) {
        var writer = new BinaryWriter();
        writer.value(JSON.readTree(json), Meaning.PLAIN);
        return ByteBufUtil.getBytes(writer.written);
    }

    private void value(JsonNode value, Meaning meaning) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value);
            case ARRAY -> {
                head(Cbor.LIST, value.size());
                value.forEach(each -> value(each, meaning));
            }
            case STRING -> text(value.stringValue(), meaning);
            case NUMBER -> number(value);
            case BOOLEAN -> written.writeByte(value.booleanValue() ? Cbor.TRUE : Cbor.FALSE);
            // Text that was parsed holds none of the last three.
            case NULL, BINARY, MISSING, POJO -> written.writeByte(Cbor.NULL);
        }
    }

    private void object(JsonNode object) {
        head(Cbor.MAP, object.size());
        object.forEachEntry((name, value) -> {
            var key = Key.named(name);
            key.ifPresentOrElse(known -> whole(known.number()), () -> plain(name));
            value(value, key.map(Key::meaning).orElse(Meaning.PLAIN));
        });
    }

    private void text(String text, Meaning meaning) {
        var number = switch (meaning) {
            case WORD -> Words.number(text);
            case INSTANT -> microseconds(text);
            case PLAIN -> OptionalLong.empty();
        };
        number.ifPresentOrElse(this::whole, () -> uuid(text).ifPresentOrElse(this::bytes, () -> plain(text)));
    }

    private static OptionalLong microseconds(String text) {
        try {
            return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        if (text.length() != UUID_LETTERS) {
            return Optional.empty();
        }
        try {
            // In capitals it would not be read back as it was.
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void bytes(UUID uuid) {
        head(Cbor.BYTES, UUID_BYTES);
        written.writeLong(uuid.getMostSignificantBits());
        written.writeLong(uuid.getLeastSignificantBits());
    }

    private void plain(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        head(Cbor.TEXT, bytes.length);
        written.writeBytes(bytes);
    }

    private void number(JsonNode number) {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            whole(number.longValue());
        } else {
            written.writeByte(Cbor.DOUBLE);
            written.writeDouble(number.asDouble());
        }
    }

    private void whole(long number) {
        if (number < 0) {
            head(Cbor.NEGATIVE, -1 - number);
        } else {
            head(Cbor.WHOLE, number);
        }
    }

    private void head(int kind, long value) {
        if (value <= Cbor.LARGEST_WITHIN) {
            written.writeByte(kind | (int) value);
        } else if (value <= LARGEST_IN_ONE) {
            written.writeByte(kind | Cbor.ONE_BYTE_FOLLOWS).writeByte((int) value);
        } else if (value <= LARGEST_IN_TWO) {
            written.writeByte(kind | Cbor.TWO_BYTES_FOLLOW).writeShort((int) value);
        } else if (value <= LARGEST_IN_FOUR) {
            written.writeByte(kind | Cbor.FOUR_BYTES_FOLLOW).writeInt((int) value);
        } else {
            written.writeByte(kind | Cbor.EIGHT_BYTES_FOLLOW).writeLong(value);
        }
    }
}
