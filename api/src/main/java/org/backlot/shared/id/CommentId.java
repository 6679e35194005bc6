package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a comment on a clip. A UUID (RFC 9562), made by the client or at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record CommentId(@JsonValue UUID value) {
    @JsonCreator
    public CommentId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static CommentId parse(String text) {
        return new CommentId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
