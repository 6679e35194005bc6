package org.backlot.log.query;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor asks for, as it is recorded. Hands over ids, positions, times and names of types only: no free text, as
 * that may name a person. Words go through {@link AuditRecord#digestOf}.
 *
 * @param name which read it is, for example {@code log.search}; never changes
 * @param asked the parameters given
 */
public record AuditRead(String name, Map<String, Object> asked) {
    public AuditRead {
        asked = Map.copyOf(asked);
    }

    public static AuditRead of(String name) {
        return new AuditRead(name, Map.of());
    }

    /** With one more parameter; one that was not given is left out. */
    public AuditRead with(String parameter, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(asked);
        more.put(parameter, value instanceof Number ? value : value.toString());
        return new AuditRead(name, more);
    }
}
