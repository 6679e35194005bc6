package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a member may do in a workspace; each role may do all that the one before it may (CLIP section 4). */
public enum WorkspaceRole {
    VIEWER,
    EDITOR,
    ADMIN,
    OWNER;

    public boolean atLeast(WorkspaceRole other) {
        return compareTo(other) >= 0;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static WorkspaceRole parse(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be viewer, editor, admin or owner"));
    }
}
