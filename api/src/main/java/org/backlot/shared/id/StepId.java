package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a step of a clip job, the same one through all its attempts. A UUID (RFC 9562), made by the client or at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record StepId(@JsonValue UUID value) {
    @JsonCreator
    public StepId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static StepId parse(String text) {
        return new StepId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
