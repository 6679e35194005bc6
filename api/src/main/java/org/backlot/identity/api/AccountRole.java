package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a person is on the platform (CLAP week 1). The last three are given by the operator alone. */
public enum AccountRole {
    TALENT,
    VENDOR,
    PRODUCTION,
    ADMIN,
    AUDITOR,
    MODERATOR;

    /** Whether somebody may choose this role when registering. */
    public boolean openToAll() {
        return this == TALENT || this == VENDOR || this == PRODUCTION;
    }

    /** Whether the holder may read the event log. */
    public boolean audits() {
        return this == AUDITOR || this == ADMIN;
    }

    /** Whether the holder decides what is published for all, and whose identity was seen. */
    public boolean moderates() {
        return this == MODERATOR || this == ADMIN;
    }

    /** Whether the holder may look for talent. */
    public boolean hires() {
        return this == PRODUCTION || this == VENDOR;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static AccountRole parse(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be talent, vendor, production, admin, auditor or moderator"));
    }
}
