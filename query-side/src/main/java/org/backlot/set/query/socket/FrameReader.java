// Why this file exists: a frame comes from outside; reading it must never fail in any other way than by saying so.
package org.backlot.set.query.socket;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.backlot.set.api.CameraRoll;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what devices send. Never throws: what cannot be understood is {@link ClientFrame.Malformed}. */
final class FrameReader {
    /** The largest frame, in bytes of UTF-8. */
    static final int LARGEST = 64 * 1024;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");
    /** What a device may ask to hear of. */
    private static final Set<String> KINDS = Set.of("rolling", "cut", "circled", "scene-completed", "incident");

    private static final int MOST_INTERESTS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FrameReader() {}

    /** Reads one frame. */
    static ClientFrame read(String text) {
        if (text.length() > LARGEST || text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            return malformed(null, "a frame is at most 64 KB");
        }
        JsonNode frame;
        try {
            frame = JSON.readTree(text);
        } catch (JacksonException e) {
            return malformed(null, "a frame is one JSON object");
        }
        if (frame == null || !frame.isObject()) {
            return malformed(null, "a frame is one JSON object");
        }
        return understood(frame);
    }

    /** Reads one frame in the binary form. */
    static ClientFrame read(byte[] binary) {
        if (binary.length > LARGEST) {
            return malformed(null, "a frame is at most 64 KB");
        }
        JsonNode frame;
        try {
            frame = BinaryReader.read(binary);
        } catch (IllegalArgumentException e) {
            return malformed(null, Optional.ofNullable(e.getMessage()).orElse("a frame is one CBOR map"));
        }
        return understood(frame);
    }

    private static ClientFrame understood(JsonNode frame) {
        try {
            return typed(frame);
        } catch (IllegalArgumentException e) {
            return malformed(frame, Optional.ofNullable(e.getMessage()).orElse("a field is not valid"));
        }
    }

    private static ClientFrame typed(JsonNode frame) {
        return switch (text(frame, "type")) {
            case "join" ->
                new ClientFrame.Join(
                        named("unitId", frame, UnitId::parse),
                        after(frame),
                        flag("heartbeat", frame),
                        flag("presence", frame),
                        flag("paced", frame),
                        interest(frame));
            case "seen" -> new ClientFrame.Seen(number(frame, "frames"));
            case "leave" -> new ClientFrame.Leave();
            case "roll" ->
                new ClientFrame.Roll(
                        id(frame),
                        named("id", frame, TakeId::parse),
                        named("shotId", frame, ShotId::parse),
                        frame.hasNonNull("cameraRoll")
                                ? named("cameraRoll", frame, CameraRoll::new)
                                : CameraRoll.FIRST);
            case "cut" ->
                new ClientFrame.Cut(
                        id(frame),
                        frame.hasNonNull("takeId")
                                ? Optional.of(named("takeId", frame, TakeId::parse))
                                : Optional.empty());
            case "clock" -> new ClientFrame.Clock(number(frame, "t0"));
            default -> malformed(frame, "type is none of join, seen, leave, roll, cut, clock");
        };
    }

    private static OptionalLong after(JsonNode frame) {
        if (!frame.hasNonNull("after")) {
            return OptionalLong.empty();
        }
        long after = number(frame, "after");
        if (after < 0) {
            throw new IllegalArgumentException("after is an offset, 0 or more");
        }
        return OptionalLong.of(after);
    }

    private static boolean flag(String field, JsonNode frame) {
        if (!frame.hasNonNull(field)) {
            return false;
        }
        var value = frame.get(field);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(field + " is true or false");
        }
        return value.booleanValue();
    }

    private static Interest interest(JsonNode frame) {
        return new Interest(
                texts("kinds", frame, kind -> {
                    if (!KINDS.contains(kind)) {
                        throw new IllegalArgumentException();
                    }
                    return kind;
                }),
                texts("shots", frame, ShotId::parse));
    }

    private static <T> Set<T> texts(String field, JsonNode frame, Parser<T> parser) {
        if (!frame.hasNonNull(field)) {
            return Set.of();
        }
        var list = frame.get(field);
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_INTERESTS) {
            throw new IllegalArgumentException(field + " is a list of 1 to " + MOST_INTERESTS);
        }
        var parsed = new HashSet<T>();
        for (var member : list) {
            try {
                parsed.add(parser.parse(member.isString() ? member.stringValue() : ""));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(field + " holds something that is not valid", e);
            }
        }
        return parsed;
    }

    private static String id(JsonNode frame) {
        var id = text(frame, "id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id is 1 to 64 visible ASCII characters");
        }
        return id;
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> T named(String field, JsonNode frame, Parser<T> parser) {
        try {
            return parser.parse(text(frame, field));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " is missing or not valid", e);
        }
    }

    private static String text(JsonNode frame, String field) {
        var value = frame.get(field);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException(field + " must be text");
        }
        return value.stringValue();
    }

    private static long number(JsonNode frame, String field) {
        var value = frame.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(field + " must be a whole number");
        }
        return value.longValue();
    }

    private static ClientFrame malformed(@Nullable JsonNode frame, String reason) {
        var id = Optional.ofNullable(frame)
                .map(node -> node.get("id"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(value -> ID.matcher(value).matches());
        return new ClientFrame.Malformed(id, reason);
    }
}
