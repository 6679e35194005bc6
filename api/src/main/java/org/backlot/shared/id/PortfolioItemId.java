package org.backlot.shared.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a portfolio item: one file that a talent shows. A UUID (RFC 9562), made at the edge; version 7 is advised because it sorts by time.
 *
 * @param value the UUID; never the nil UUID
 */
public record PortfolioItemId(@JsonValue UUID value) {
    @JsonCreator
    public PortfolioItemId {
        Uuids.requireNotNil(value);
    }

    /** @throws IllegalArgumentException where the text is not a UUID in its 36-character form */
    public static PortfolioItemId parse(String text) {
        return new PortfolioItemId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
