package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names where casting calls are looked for. A UUID (RFC 9562).
 *
 * @param value the UUID; never the nil UUID
 */
public record IngestionSourceId(@JsonValue UUID value) {
    @JsonCreator
    public IngestionSourceId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static IngestionSourceId parse(String text) {
        return new IngestionSourceId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
