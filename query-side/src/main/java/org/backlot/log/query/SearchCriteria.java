package org.backlot.log.query;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.backlot.log.api.EventCatalog;
import org.jspecify.annotations.Nullable;

/** What events must have in common to be found (LED-1). Each criterion that is given narrows the search. */
record SearchCriteria(
        Optional<String> type,
        Optional<UUID> object,
        Optional<String> actor,
        Optional<UUID> workspace,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> correlation,
        Optional<String> trace,
        Optional<String> text) {
    private static final Pattern ACTOR = Pattern.compile("anonymous|[a-z]{1,20}/[a-z-]{1,60}|[0-9a-fA-F-]{36}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final int LONGEST_TEXT = 200;

    /** The criteria as they are given, or {@code PARAMETER_INVALID}. */
    static SearchCriteria parse(
            @Nullable String type,
            @Nullable String object,
            @Nullable String actor,
            @Nullable String workspace,
            @Nullable String from,
            @Nullable String to,
            @Nullable String correlation,
            @Nullable String trace,
            @Nullable String text) {
        return new SearchCriteria(
                Optional.ofNullable(type).map(SearchCriteria::known),
                AuditParameters.id("object", object),
                AuditParameters.matching("actor", actor, ACTOR),
                AuditParameters.id("workspace", workspace),
                AuditParameters.instant("from", from),
                AuditParameters.instant("to", to),
                AuditParameters.id("correlation", correlation).map(UUID::toString),
                AuditParameters.matching("trace", trace, TRACE),
                Optional.ofNullable(text).map(SearchCriteria::words));
    }

    /** The criteria as SQL over {@code audit.entry e}; binds are named as in {@link #binds}. */
    String where() {
        var where = new StringBuilder("where e.position > :after");
        type.ifPresent(_ -> where.append(" and e.type = :type"));
        object.ifPresent(_ -> where.append(
                " and exists (select 1 from audit.about a where a.object = :object and a.position = e.position)"));
        actor.ifPresent(_ -> where.append(" and e.actor = :actor"));
        workspace.ifPresent(_ -> where.append(" and e.workspace = :workspace"));
        from.ifPresent(_ -> where.append(" and e.at >= :from"));
        to.ifPresent(_ -> where.append(" and e.at < :to"));
        correlation.ifPresent(_ -> where.append(" and e.correlation = :correlation"));
        trace.ifPresent(_ -> where.append(" and e.trace = :trace"));
        text.ifPresent(_ -> where.append(" and exists (select 1 from audit.words w where w.position = e.position"
                + " and w.words @@ websearch_to_tsquery('simple', :text))"));
        return where.toString();
    }

    Map<String, Object> binds() {
        var binds = new LinkedHashMap<String, Object>();
        type.ifPresent(value -> binds.put("type", value));
        object.ifPresent(value -> binds.put("object", value));
        actor.ifPresent(value -> binds.put("actor", value));
        workspace.ifPresent(value -> binds.put("workspace", value.toString()));
        from.ifPresent(value -> binds.put("from", value));
        to.ifPresent(value -> binds.put("to", value));
        correlation.ifPresent(value -> binds.put("correlation", value));
        trace.ifPresent(value -> binds.put("trace", value));
        text.ifPresent(value -> binds.put("text", value));
        return binds;
    }

    private static String known(String type) {
        return EventCatalog.named(type)
                .map(_ -> type)
                .orElseThrow(() -> AuditParameters.refused("type", "there is no event of that type"));
    }

    private static String words(String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw AuditParameters.refused("text", "text is 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }
}
