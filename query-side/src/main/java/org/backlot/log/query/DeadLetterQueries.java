package org.backlot.log.query;

import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backlot.log.query.DeadLetterView.Letters;
import org.backlot.log.query.DeadLetterView.Opened;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows what followers have laid aside because they could not handle it (Failure contract). */
@RestController
@RequestMapping("/api/v1/log/dead-letters")
public class DeadLetterQueries {
    private static final int LARGEST_LIMIT = 100;
    private static final Pattern FOLLOWER = Pattern.compile("[a-z][a-z0-9-]{0,60}");
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})/([a-z][a-z0-9-]{0,60})");

    private static final String LETTERS = """
            select l.*, (select count(*) from public.dead_letter b where b.follower = l.follower
                and b.sequence = l.sequence and b.position > l.position) as waiting
            from public.dead_letter l
            """;

    private final AuditRecord audits;
    private final DatabaseClient database;
    private final Reads reads;
    private final StoredEvents log;
    private final EventsShown shown;

    public DeadLetterQueries(
            AuditRecord audits, DatabaseClient database, Reads reads, StoredEvents log, EventsShown shown) {
        this.audits = audits;
        this.database = database;
        this.reads = reads;
        this.log = log;
        this.shown = shown;
    }

    private record Cursor(long position, String follower) {
        static Cursor parse(String text) {
            if (text.isEmpty()) {
                return new Cursor(0, "");
            }
            var parts = CURSOR.matcher(text);
            if (!parts.matches()) {
                throw Rejection.of(CommonRejection.PARAMETER_INVALID, "cursor must be a next_cursor of this list")
                        .at("cursor");
            }
            return new Cursor(Long.parseLong(parts.group(1)), parts.group(2));
        }
    }

    /** The letters of all followers, or of one. */
    @GetMapping
    @Operation(
            summary = "Events that a follower could not handle",
            description =
                    "For the roles auditor and admin. Oldest event first. A letter is FAILED, or WAITING behind an"
                            + " earlier one of its sequence. Every call is recorded.")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Letters> list(
            ReadRequest request,
            @RequestParam(defaultValue = "") String follower,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            if (limit < 1 || limit > LARGEST_LIMIT) {
                throw Rejection.of(CommonRejection.PARAMETER_INVALID, "limit must be 1 to " + LARGEST_LIMIT)
                        .at("limit");
            }
            var after = Cursor.parse(cursor);
            return audits.write(auditor, named(AuditRead.of("log.dead-letters").with("limit", limit), follower))
                    .then(page(follower, after, limit));
        });
    }

    /** One letter and its event. */
    @GetMapping("/{follower}/{position}")
    @Operation(
            summary = "One event that a follower could not handle, with the event",
            description = "For the roles auditor and admin. With the Backlot-Position of a decision it waits until the"
                    + " follower has come to that; NOT_FOUND then means that nothing is left to decide. Every call is"
                    + " recorded.")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PROJECTION_BEHIND"})
    Mono<Opened> show(ReadRequest request, @PathVariable String follower, @PathVariable long position) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var read = named(AuditRead.of("log.dead-letter").with("position", position), follower);
            return audits.write(auditor, read)
                    .then(reads.of(request, follower, () -> letter(follower, position)))
                    .zipWith(log.at(List.of(position)).next().flatMap(shown::shown), Opened::new)
                    .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
        });
    }

    // Only what is a follower's name: the record holds no free text.
    private static AuditRead named(AuditRead read, String follower) {
        return FOLLOWER.matcher(follower).matches() ? read.with("follower", follower) : read;
    }

    private Mono<Letters> page(String follower, Cursor after, int limit) {
        return database.sql(LETTERS + """
                        where (l.position, l.follower) > (:position, :after) and :follower in ('', l.follower)
                            and position('/' in l.follower) = 0
                        order by l.position, l.follower limit :limit
                        """)
                .bind("position", after.position())
                .bind("after", after.follower())
                .bind("follower", follower)
                .bind("limit", limit + 1)
                .map(DeadLetterQueries::letter)
                .all()
                .collectList()
                .map(found -> {
                    if (found.size() <= limit) {
                        return new Letters(found, null);
                    }
                    var last = found.get(limit - 1);
                    return new Letters(found.subList(0, limit), last.position() + "/" + last.follower());
                });
    }

    private Mono<DeadLetterView> letter(String follower, long position) {
        return database.sql(LETTERS + "where l.follower = :follower and l.position = :position")
                .bind("follower", follower)
                .bind("position", position)
                .map(DeadLetterQueries::letter)
                .one();
    }

    private static DeadLetterView letter(Readable row) {
        int attempts = required(row.get("attempts", Integer.class));
        return new DeadLetterView(
                required(row.get("follower", String.class)),
                required(row.get("position", Long.class)),
                attempts > 0 ? DeadLetterView.State.FAILED : DeadLetterView.State.WAITING,
                required(row.get("stream", String.class)),
                required(row.get("event_type", String.class)),
                required(row.get("sequence", String.class)),
                attempts,
                row.get("first_failed_at", Instant.class),
                row.get("last_failed_at", Instant.class),
                row.get("error_type", String.class),
                row.get("error_message", String.class),
                required(row.get("parked_at", Instant.class)),
                required(row.get("waiting", Long.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
