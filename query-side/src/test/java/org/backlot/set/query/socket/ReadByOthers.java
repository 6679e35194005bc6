// Why this file exists: a writer that is only read by its own author may be wrong in both; devices bring their own
// CBOR.
package org.backlot.set.query.socket;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.backlot.set.query.socket.Key.Meaning;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Reads the binary form by Jackson's CBOR, and says it in JSON. */
final class ReadByOthers {
    private static final CBORMapper CBOR = CBORMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Meaning instants;

    private ReadByOthers(Meaning instants) {
        this.instants = instants;
    }

    static String json(byte[] binary) {
        var frame = CBOR.readTree(binary);
        boolean beat = frame.path("0").asInt(-1) == Words.NUMBERED.indexOf("beat");
        return new ReadByOthers(beat ? Meaning.PLAIN : Meaning.INSTANT)
                .value(frame, Meaning.PLAIN)
                .toString();
    }

    private JsonNode value(JsonNode read, Meaning meaning) {
        return switch (read.getNodeType()) {
            case OBJECT -> {
                var object = NODES.objectNode();
                read.forEachEntry((key, value) -> {
                    if (key.matches("\\d+")) {
                        var known = Key.numbered(Long.parseLong(key)).orElseThrow();
                        object.set(known.label(), value(value, known.meaning()));
                    } else {
                        object.set(key, value(value, Meaning.PLAIN));
                    }
                });
                yield object;
            }
            case ARRAY -> {
                var list = NODES.arrayNode();
                read.forEach(each -> list.add(value(each, meaning)));
                yield list;
            }
            case BINARY -> {
                var bytes = ByteBuffer.wrap(read.binaryValue());
                yield NODES.stringNode(new UUID(bytes.getLong(), bytes.getLong()).toString());
            }
            case NUMBER -> {
                if (meaning == Meaning.WORD) {
                    yield NODES.stringNode(Words.numbered(read.longValue()).orElseThrow());
                }
                yield meaning == Meaning.INSTANT && instants == Meaning.INSTANT
                        ? NODES.stringNode(Instant.EPOCH
                                .plus(read.longValue(), ChronoUnit.MICROS)
                                .toString())
                        : read;
            }
            case STRING, BOOLEAN, NULL, MISSING, POJO -> read;
        };
    }
}
