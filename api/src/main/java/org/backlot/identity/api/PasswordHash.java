package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A password after Argon2id, in its encoded form with salt and parameters.
 *
 * @param value begins with {@code $argon2id$}
 */
public record PasswordHash(@JsonValue String value) {
    @JsonCreator
    public PasswordHash {
        if (!value.startsWith("$argon2id$")) {
            throw new IllegalArgumentException("a password hash must be Argon2id");
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
