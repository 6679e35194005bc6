package org.backlot.log.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Optional;
import org.backlot.identity.api.access.Caller;
import org.backlot.log.api.Metadata;
import org.backlot.log.query.LoggedEvent.Stretch;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cursor feed of all events for auditors (LED-4). Positions are given in commit order (an append keeps the log locked
 * until it commits), so what lies after a position never gains an earlier neighbour: a reader that goes on from its last
 * position misses nothing.
 */
@RestController
@RequestMapping("/api/v1/log")
public class LogController {
    private static final Logger LOG = LoggerFactory.getLogger(LogController.class);
    private static final int LARGEST_LIMIT = 1000;

    private record Row(
            long position,
            String eventId,
            String type,
            @Nullable String revision,
            String stream,
            long sequence,
            Instant at,
            String metadata,
            String payload) {}

    private final DatabaseClient database;
    private final PersonalFieldsShown personal;
    private final JsonMapper json;

    public LogController(DatabaseClient database, PersonalFieldsShown personal, JsonMapper json) {
        this.database = database;
        this.personal = personal;
        this.json = json;
    }

    /** The events after a position, oldest first. */
    @GetMapping
    @Operation(
            summary = "All events, in order and without gaps",
            description =
                    "For the roles auditor and admin. Send next_cursor as 'after' to go on; it is there even when "
                            + "nothing is, so that a reader can come back for more. Every call is recorded. (LED-4)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Stretch> log(
            ReadRequest request,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        var caller = request.caller();
        if (!caller.role().audits()) {
            return Mono.error(Rejection.of(CommonRejection.NOT_ALLOWED).with("role", "auditor"));
        }
        if (after < 0) {
            return Mono.error(Rejection.of(CommonRejection.PARAMETER_INVALID, "after must be 0 or more")
                    .at("after"));
        }
        if (limit < 1 || limit > LARGEST_LIMIT) {
            return Mono.error(Rejection.of(CommonRejection.PARAMETER_INVALID, "limit must be 1 to " + LARGEST_LIMIT)
                    .at("limit"));
        }
        record(caller, after, limit);
        return rows(after, limit).concatMap(this::shown).collectList().zipWith(head(), (data, head) -> {
            var next = data.isEmpty() ? after : data.getLast().position();
            return new Stretch(data, Long.toString(next), head);
        });
    }

    // Written before anything is given out: whoever reads the log has left a trace even if the answer never arrives.
    private static void record(Caller caller, long after, int limit) {
        LOG.atInfo()
                .addKeyValue("event", "audit_read")
                .addKeyValue("actor", caller.accountId())
                .addKeyValue("after", after)
                .addKeyValue("limit", limit)
                .log("audit_read");
    }

    private Flux<Row> rows(long after, int limit) {
        return database.sql("""
                        select position, event_id, type, revision, stream, sequence, at, metadata, payload
                        from log.event where position > :after order by position limit :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> new Row(
                        required(row.get("position", Long.class)),
                        required(row.get("event_id", String.class)),
                        required(row.get("type", String.class)),
                        row.get("revision", String.class),
                        required(row.get("stream", String.class)),
                        required(row.get("sequence", Long.class)),
                        required(row.get("at", Instant.class)),
                        required(row.get("metadata", String.class)),
                        required(row.get("payload", String.class))))
                .all();
    }

    private Mono<Long> head() {
        return database.sql("select position as head from log.head")
                .map(row -> required(row.get("head", Long.class)))
                .one();
    }

    private Mono<LoggedEvent> shown(Row row) {
        var metadata = json.readTree(row.metadata());
        return personal.shown(row.type(), row.payload())
                .map(payload -> new LoggedEvent(
                        row.position(),
                        row.eventId(),
                        row.type(),
                        row.revision(),
                        row.stream(),
                        row.sequence(),
                        row.at(),
                        text(metadata, Metadata.ACTOR).orElse(null),
                        text(metadata, Metadata.WORKSPACE).orElse(null),
                        text(metadata, Metadata.CORRELATION).orElse(null),
                        text(metadata, Metadata.CAUSATION).orElse(null),
                        text(metadata, Metadata.TRACE).orElse(null),
                        payload));
    }

    private static Optional<String> text(JsonNode metadata, String key) {
        return metadata.optional(key).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
