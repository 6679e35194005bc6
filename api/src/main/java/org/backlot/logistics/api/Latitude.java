package org.backlot.logistics.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A latitude on earth (WGS 84). It tells where a person is, so it is never logged and has no text form.
 *
 * @param degrees from -90 to 90, positive north
 */
public record Latitude(@JsonValue double degrees) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Latitude {
        if (!(Math.abs(degrees) <= 90)) {
            throw new IllegalArgumentException("must be -90 to 90 degrees");
        }
    }

    @Override
    public String toString() {
        return "Latitude[hidden]";
    }
}
