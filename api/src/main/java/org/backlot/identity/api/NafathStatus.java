package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a request to Nafath stands (IDN-8). */
public enum NafathStatus {
    /** The provider has not answered yet. */
    REQUESTED,
    /** The holder of the national ID has a code to pick in the Nafath app. */
    PENDING,
    /** The holder has confirmed it. */
    COMPLETED,
    /** The holder has declined, or the identity belongs to another account. */
    REJECTED,
    /** Nobody answered in time. */
    EXPIRED,
    /** The provider could not be asked. */
    FAILED;

    /** Whether the holder, the provider or time may still change it. */
    public boolean open() {
        return this == REQUESTED || this == PENDING;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static NafathStatus parse(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(NafathStatus::wireName).collect(Collectors.joining(", "))));
    }
}
