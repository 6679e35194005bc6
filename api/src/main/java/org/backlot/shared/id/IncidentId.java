package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names something that went wrong on set and belongs into the day's report. A UUID (RFC 9562), made by the client or at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record IncidentId(@JsonValue UUID value) {
    @JsonCreator
    public IncidentId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static IncidentId parse(String text) {
        return new IncidentId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
