package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a post that was found and may be a casting call. A UUID (RFC 9562).
 *
 * @param value the UUID; never the nil UUID
 */
public record FoundPostId(@JsonValue UUID value) {
    @JsonCreator
    public FoundPostId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static FoundPostId parse(String text) {
        return new FoundPostId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
