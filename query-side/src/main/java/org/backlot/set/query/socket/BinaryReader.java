// Why this file exists: a length that a device claims is believed only once the bytes are there, so no frame can
// cost more than it is long.
package org.backlot.set.query.socket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what devices send in the binary form: one map of values and of lists of values, nothing deeper. Of CBOR it takes
 * what frames need; tags, floating point and lengths that are not said at the beginning are refused.
 */
final class BinaryReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int UUID_BYTES = 16;
    private static final int UNSIGNED_BYTE = 0xff;
    private static final int UNSIGNED_SHORT = 0xffff;
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final ByteBuffer rest;

    private BinaryReader(byte[] frame) {
        this.rest = ByteBuffer.wrap(frame);
    }

    /**
     * What JSON would have said.
     *
     * @throws IllegalArgumentException with the reason, where it is no frame
     */
    static ObjectNode read(byte[] frame) {
        return new BinaryReader(frame).frame();
    }

    private ObjectNode frame() {
        int first = next();
        require(Cbor.kindOf(first) == Cbor.MAP, "a frame is one CBOR map");
        var frame = NODES.objectNode();
        for (long members = length(first); members > 0; members--) {
            var key = key();
            require(!frame.has(key.label()), "a key stands twice");
            frame.set(key.label(), member(key));
        }
        require(!rest.hasRemaining(), "something follows the frame");
        return frame;
    }

    private Key key() {
        int first = next();
        require(Cbor.kindOf(first) == Cbor.WHOLE, "a key is a number");
        return Key.numbered(argument(first)).orElseThrow(() -> new IllegalArgumentException("a key is not known"));
    }

    private JsonNode member(Key key) {
        int first = next();
        if (Cbor.kindOf(first) != Cbor.LIST) {
            return value(first, key);
        }
        var list = NODES.arrayNode();
        for (long values = length(first); values > 0; values--) {
            list.add(value(next(), key));
        }
        return list;
    }

    private JsonNode value(int first, Key key) {
        return switch (Cbor.kindOf(first)) {
            case Cbor.WHOLE -> number(argument(first), key);
            case Cbor.NEGATIVE -> NODES.numberNode(-1 - argument(first));
            case Cbor.BYTES -> NODES.stringNode(uuid(first));
            case Cbor.TEXT -> NODES.stringNode(text(first));
            default -> simple(first);
        };
    }

    private static JsonNode simple(int first) {
        return switch (first) {
            case Cbor.FALSE -> NODES.booleanNode(false);
            case Cbor.TRUE -> NODES.booleanNode(true);
            case Cbor.NULL -> NODES.nullNode();
            default ->
                throw new IllegalArgumentException("a value is a number, text, bytes, true, false, null or a list");
        };
    }

    private static JsonNode number(long number, Key key) {
        return key.meaning() == Key.Meaning.WORD
                ? NODES.stringNode(Words.numbered(number)
                        .orElseThrow(() -> new IllegalArgumentException(key.label() + " has no such number")))
                : NODES.numberNode(number);
    }

    private String uuid(int first) {
        require(argument(first) == UUID_BYTES, "bytes are the 16 of an id");
        requireBytes(UUID_BYTES);
        return new UUID(rest.getLong(), rest.getLong()).toString();
    }

    private String text(int first) {
        int length = length(first);
        var bytes = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text is UTF-8", e);
        }
    }

    /** How many bytes, values or members follow. Each takes one byte or more. */
    private int length(int first) {
        long length = argument(first);
        requireBytes(length);
        return (int) length;
    }

    private long argument(int first) {
        int value = Cbor.valueOf(first);
        long argument = switch (value) {
            case Cbor.ONE_BYTE_FOLLOWS -> next();
            case Cbor.TWO_BYTES_FOLLOW -> {
                requireBytes(Short.BYTES);
                yield rest.getShort() & UNSIGNED_SHORT;
            }
            case Cbor.FOUR_BYTES_FOLLOW -> {
                requireBytes(Integer.BYTES);
                yield rest.getInt() & UNSIGNED_INT;
            }
            case Cbor.EIGHT_BYTES_FOLLOW -> {
                requireBytes(Long.BYTES);
                yield rest.getLong();
            }
            default -> {
                require(value <= Cbor.LARGEST_WITHIN, "a length is said at the beginning");
                yield value;
            }
        };
        require(argument >= 0, "a number has at most 63 bits");
        return argument;
    }

    private int next() {
        requireBytes(1);
        return rest.get() & UNSIGNED_BYTE;
    }

    private void requireBytes(long count) {
        require(count <= rest.remaining(), "a frame ends too early");
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
