package org.backlot.platform.app;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What one process does. One process may do all; several on the same PostgreSQL and Redis may share the work. */
public enum Role {
    /** Accepts commands over REST. */
    COMMAND,
    /** Answers reads, and holds the sockets of the live set. */
    QUERY,
    /** Keeps the views at the head of the log. */
    PROJECTION,
    /** Runs processes across aggregates, and their deadlines. */
    SAGA,
    /** Touches the world outside: mail, virus scans, the object storage. */
    WORKER;

    /** Whether a process of this role speaks to the object storage or signs links to it. */
    public boolean needsStorage() {
        return this == COMMAND || this == QUERY || this == WORKER;
    }

    /** Reads {@code command,query,…}; {@code all} and nothing mean every role. */
    public static Set<Role> parse(String text) {
        if (text.isBlank() || "all".equals(text.strip())) {
            return EnumSet.allOf(Role.class);
        }
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(Role::named)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static Role named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is no role; roles are command, query, projection, saga and worker".formatted(name)));
    }
}
