package org.backlot.log.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.backlot.identity.api.AccountRole;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Who has read the log, for those who audit; reading this is an audit read too. */
@RestController
@RequestMapping("/api/v1/log/audit-reads")
public class AuditReadController {
    private static final String NAME = "log.audit-reads";

    private final AuditRecord audits;

    public AuditReadController(AuditRecord audits) {
        this.audits = audits;
    }

    /** One recorded read, as it is shown. */
    record RecordedRead(
            long id,
            Instant at,
            UUID account,
            AccountRole role,
            UUID session,
            String read,

            @Schema(type = "object", implementation = Object.class)
            JsonNode asked) {
        static RecordedRead of(AuditRecord.Entry entry) {
            return new RecordedRead(
                    entry.id(),
                    entry.at(),
                    entry.account(),
                    entry.role(),
                    entry.session(),
                    entry.read(),
                    entry.asked());
        }
    }

    /** A stretch of the record; {@code next_cursor} is always there, because the record grows on. */
    record AuditReads(
            List<RecordedRead> data,
            @JsonProperty("next_cursor") String nextCursor) {
        AuditReads {
            data = List.copyOf(data);
        }
    }

    /** The audit reads after one, oldest first. */
    @GetMapping
    @Operation(
            summary = "Who has read the log, when, and what they asked for",
            description = "For the roles auditor and admin. Every audit read is written down before it is answered, "
                    + "this one too. Send next_cursor as 'after' to go on. (LED-4)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<AuditReads> reads(
            ReadRequest request,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(description = "Only the reads of this account") @RequestParam(required = false) @Nullable
                    String reader) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var who = AuditParameters.id("reader", reader).orElse(null);
            var read = AuditRead.of(NAME)
                    .with("after", AuditParameters.after("after", after))
                    .with("limit", AuditParameters.limit(limit))
                    .with("reader", who);
            return audits.write(auditor, read)
                    .then(audits.after(after, limit, who)
                            .map(RecordedRead::of)
                            .collectList()
                            .map(data -> new AuditReads(
                                    data,
                                    Long.toString(
                                            data.isEmpty()
                                                    ? after
                                                    : data.getLast().id()))));
        });
    }
}
