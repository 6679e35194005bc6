package org.backlot.log.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.regex.Pattern;
import org.backlot.log.query.ViewDifference.Change;
import org.backlot.log.query.ViewDifference.TableDifference;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Views;
import org.backlot.shared.Refuses;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What changed in a view between two positions (LED-1). */
@RestController
@RequestMapping("/api/v1/log/difference")
public class DifferenceController {
    private static final Pattern PROJECTION = Pattern.compile("[a-z-]{1,40}");

    private final AuditRecord audits;
    private final Views views;
    private final ViewDifference difference;

    public DifferenceController(AuditRecord audits, Views views, ViewDifference difference) {
        this.audits = audits;
        this.views = views;
        this.difference = difference;
    }

    /** A row that is not the same at both positions, as it is shown. */
    record RowChange(
            Change change,

            @Schema(type = "object", implementation = Object.class) @Nullable
            JsonNode before,

            @Schema(type = "object", implementation = Object.class) @Nullable
            JsonNode after) {}

    /** A table that is not the same at both positions; {@code complete} where no row is left out. */
    record TableChanges(
            String table, long appeared, long vanished, long changed, List<RowChange> rows, boolean complete) {
        TableChanges {
            rows = List.copyOf(rows);
        }

        static TableChanges of(TableDifference table) {
            return new TableChanges(
                    table.table(),
                    table.appeared(),
                    table.vanished(),
                    table.changed(),
                    table.rows().stream()
                            .map(row -> new RowChange(row.change(), row.before(), row.after()))
                            .toList(),
                    table.complete());
        }
    }

    /** What is different in a view between two positions; tables that are the same are left out. */
    record Difference(String projection, long from, long to, List<TableChanges> tables) {
        Difference {
            tables = List.copyOf(tables);
        }
    }

    /** Rows that appeared, vanished or changed. */
    @GetMapping
    @Operation(
            summary = "What changed in a view between two positions",
            description =
                    "For the roles auditor and admin. The view is replayed from the log up to both positions and compared "
                            + "row by row. Recorded as an audit read. (LED-1)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID", "PROJECTION_BEHIND", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<Difference> difference(
            ReadRequest request,
            @Parameter(description = "A view, such as ledger or custody") @RequestParam(required = false) @Nullable
                    String projection,
            @Parameter(description = "A position, or an instant: all that was recorded by then")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "The same; without it, now") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "Rows for each table, 1 to 1,000") @RequestParam(defaultValue = "100") int limit) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var view = AuditParameters.matching("projection", projection, PROJECTION)
                    .orElseThrow(() -> AuditParameters.refused("projection", "projection is missing"));
            if (from == null) {
                throw AuditParameters.refused("from", "from is missing");
            }
            var begin = AsOf.parse("from", from);
            var end = AsOf.parse("to", to);
            var read = AuditRead.of("log.difference")
                    .with("projection", view)
                    .with("from", recorded(begin))
                    .with("to", recorded(end))
                    .with("limit", AuditParameters.limit(limit));
            return audits.write(auditor, read)
                    .then(Mono.zip(views.position("from", begin), views.position("to", end)))
                    .flatMap(positions -> between(view, positions.getT1(), positions.getT2(), limit));
        });
    }

    private Mono<Difference> between(String projection, long from, long to, int limit) {
        if (from > to) {
            return Mono.error(AuditParameters.refused("from", "from lies after to"));
        }
        return views.at(
                projection,
                from,
                before -> views.at(projection, to, after -> difference.between(before, after, limit))
                        .map(tables -> new Difference(
                                projection,
                                from,
                                to,
                                tables.stream().map(TableChanges::of).toList())));
    }

    private static @Nullable Object recorded(AsOf place) {
        return switch (place) {
            case AsOf.Now _ -> null;
            case AsOf.Position position -> position.value();
            case AsOf.Time time -> time.value();
        };
    }
}
