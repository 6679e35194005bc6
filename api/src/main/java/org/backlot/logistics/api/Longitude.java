package org.backlot.logistics.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A longitude on earth (WGS 84). It tells where a person is, so it is never logged and has no text form.
 *
 * @param degrees from -180 to 180, positive east
 */
public record Longitude(@JsonValue double degrees) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Longitude {
        if (!(Math.abs(degrees) <= 180)) {
            throw new IllegalArgumentException("must be -180 to 180 degrees");
        }
    }

    @Override
    public String toString() {
        return "Longitude[hidden]";
    }
}
