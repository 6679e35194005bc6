package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names one request to Nafath, as Backlot knows it; the provider has a name of its own for it. A UUID (RFC 9562), made at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record NafathRequestId(@JsonValue UUID value) {
    @JsonCreator
    public NafathRequestId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static NafathRequestId parse(String text) {
        return new NafathRequestId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
