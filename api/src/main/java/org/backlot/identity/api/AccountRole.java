package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a person is on the platform (CLAP week 1). The last two are given by the operator alone. */
public enum AccountRole {
    TALENT,
    VENDOR,
    PRODUCTION,
    ADMIN,
    AUDITOR;

    /** Whether somebody may choose this role when registering. */
    public boolean openToAll() {
        return this != ADMIN && this != AUDITOR;
    }

    /** Whether the holder may read the event log. */
    public boolean audits() {
        return this == AUDITOR || this == ADMIN;
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
                .orElseThrow(
                        () -> new IllegalArgumentException("must be talent, vendor, production, admin or auditor"));
    }
}
