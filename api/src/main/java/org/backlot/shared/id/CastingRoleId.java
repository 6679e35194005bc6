package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names a role within a casting call. A UUID (RFC 9562), made at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record CastingRoleId(@JsonValue UUID value) {
    @JsonCreator
    public CastingRoleId {
        Uuids.requireNotNil(value);
    }

    /** The name that a role has for whoever chooses none: it follows from the call and what the role is called. */
    public static CastingRoleId of(CastingCallId call, String name) {
        return new CastingRoleId(UUID.nameUUIDFromBytes((call + "/" + name).getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static CastingRoleId parse(String text) {
        return new CastingRoleId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
