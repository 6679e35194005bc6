package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a search that somebody keeps. A UUID (RFC 9562), made at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record SavedSearchId(@JsonValue UUID value) {
    @JsonCreator
    public SavedSearchId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static SavedSearchId parse(String text) {
        return new SavedSearchId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
