package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a media asset: one file that somebody uploaded. A UUID (RFC 9562), made at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record MediaAssetId(@JsonValue UUID value) {
    @JsonCreator
    public MediaAssetId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static MediaAssetId parse(String text) {
        return new MediaAssetId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
