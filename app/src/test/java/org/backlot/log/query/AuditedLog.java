package org.backlot.log.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.backlot.log.api.EventCatalog;
import org.backlot.log.api.Metadata;
import org.backlot.log.api.PersonalFields;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.projection.AuditProjection;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Event;
import org.backlot.shared.personal.Personal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A log on a real database together with its index, and the readers over both. Personal fields are only disguised. */
final class AuditedLog implements PersonalFields {
    private static final String SEALED = "sealed:v1:";

    private final JsonMapper json = JsonMapper.builder().build();
    private final AuditProjection projection = new AuditProjection(SlicePostgres.jdbc());
    private final Map<String, Long> sequences = new HashMap<>();
    private final Set<String> erased = new HashSet<>();
    final StoredEvents stored = new StoredEvents(SlicePostgres.reactive());
    final EventsShown shown = new EventsShown(new PersonalFieldsShown(Optional.of(this), json), json);
    final AuditIndex index = new AuditIndex(SlicePostgres.reactive());
    final Sentences sentences = new Sentences(json);
    final EventsInWords words =
            new EventsInWords(stored, shown, new NamesLookup(index, stored, shown, sentences), sentences);
    final Reads reads = new Reads(SlicePostgres.reactive());
    private long position;

    /** Empty, in place of whatever another test left. */
    static AuditedLog empty() {
        SlicePostgres.jdbc()
                .sql(
                        "truncate log.event; update log.head set position = 0; truncate public.audit_read restart identity;"
                                + " drop schema if exists audit cascade; create schema audit;"
                                + " create table if not exists public.log_follower (name text primary key, position bigint not null)")
                .update();
        var log = new AuditedLog();
        log.inSchema(() -> SlicePostgres.jdbc().sql(log.projection.ddl()).update());
        return log;
    }

    /** Who and what is behind an event. */
    record Origin(String actor, String causation, String correlation) {
        static Origin request(UUID account, UUID request) {
            return new Origin(account.toString(), request.toString(), request.toString());
        }
    }

    RecordedEvent append(Event event, Origin origin, Instant at) {
        position++;
        long sequence = sequences.merge(event.stream(), 1L, Long::sum) - 1;
        var metadata = Map.of(
                Metadata.ACTOR, origin.actor(),
                Metadata.WORKSPACE, new UUID(9, 9).toString(),
                Metadata.CAUSATION, origin.causation(),
                Metadata.CORRELATION, origin.correlation(),
                Metadata.TRACE, "0123456789abcdef0123456789abcdef");
        var recorded = new RecordedEvent(
                position, new UUID(77, position).toString(), event.stream(), sequence, at, event, metadata);
        SlicePostgres.jdbc()
                .sql("""
                        with head as (update log.head set position = position + 1 returning position)
                        insert into log.event (position, event_id, stream, sequence, type, revision, payload, metadata, at)
                        select position, ?, ?, ?, ?, '1', ?, ?, cast(? as timestamptz) from head
                        """)
                .params(List.of(
                        recorded.eventId(),
                        recorded.stream(),
                        sequence,
                        EventCatalog.nameOf(event.getClass()).orElseThrow(),
                        disguised(event),
                        json.writeValueAsString(metadata),
                        at.toString()))
                .update();
        inSchema(() -> projection.on(recorded));
        return recorded;
    }

    /** From now on the personal values of one event type read as erased. */
    void erase(String eventName) {
        erased.add(eventName);
    }

    private String disguised(Event event) {
        var tree = (ObjectNode) json.valueToTree(event);
        for (var name : List.copyOf(tree.propertyNames())) {
            var known = tree.path(name).path("known");
            if (!known.isMissingNode()) {
                tree.put(name, SEALED + Base64.getEncoder().encodeToString(json.writeValueAsBytes(known)));
            }
        }
        return json.writeValueAsString(tree);
    }

    @Override
    public String reveal(String eventName, String payloadJson) {
        var tree = (ObjectNode) json.readTree(payloadJson);
        for (var name : List.copyOf(tree.propertyNames())) {
            var value = tree.path(name);
            if (value.isString() && value.stringValue().startsWith(SEALED)) {
                var plain = Base64.getDecoder().decode(value.stringValue().substring(SEALED.length()));
                tree.set(
                        name,
                        erased.contains(eventName)
                                ? tree.stringNode(Personal.ERASED)
                                : json.readTree(new String(plain, StandardCharsets.UTF_8)));
            }
        }
        return json.writeValueAsString(tree);
    }

    private void inSchema(Runnable step) {
        SlicePostgres.jdbc().sql("set search_path = audit, public").update();
        try {
            step.run();
        } finally {
            SlicePostgres.jdbc().sql("set search_path = public").update();
        }
    }
}
