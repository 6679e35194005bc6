package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The IP address from which somebody signed or signed in, as text. Personal data.
 *
 * @param value IPv4 or IPv6 in text form, at most 64 characters
 */
public record NetworkAddress(@JsonValue String value) {
    private static final int LONGEST = 64;

    @JsonCreator
    public NetworkAddress {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("must be an IP address");
        }
    }

    @Override
    public String toString() {
        return "NetworkAddress[…]";
    }
}
