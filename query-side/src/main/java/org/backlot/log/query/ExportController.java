package org.backlot.log.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.backlot.log.api.LogRejection;
import org.backlot.log.query.AuditParameters.Place;
import org.backlot.platform.query.Places;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives out a stretch of the log as one file that says itself whether it is complete (LED-4). */
@RestController
@RequestMapping("/api/v1/log/export")
public class ExportController {
    private static final int AT_ONCE = 4;
    private static final String JSON_LINES = "application/jsonl";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final AuditRecord audits;
    private final LogStretches stretches;
    private final LogExport lines;
    private final ParquetExport parquet;
    private final Places places = new Places(AT_ONCE, LogRejection.AUDIT_BUSY);

    public ExportController(AuditRecord audits, LogStretches stretches, LogExport lines, ParquetExport parquet) {
        this.audits = audits;
        this.stretches = stretches;
        this.lines = lines;
        this.parquet = parquet;
    }

    /** What the file is. */
    enum Format {
        JSONL,
        PARQUET;

        static Format parse(String text) {
            return switch (text) {
                case "jsonl" -> JSONL;
                case "parquet" -> PARQUET;
                default -> throw AuditParameters.refused("format", "format is jsonl or parquet");
            };
        }
    }

    /** The events of a stretch of time or of positions, as a file. */
    @GetMapping
    @Operation(
            summary = "Export a stretch of the log",
            description =
                    "For the roles auditor and admin. The events as the feed shows them, in order. Ends with a statement "
                            + "of completeness (first and last position, count, root of the log's tree where there is one): "
                            + "the last line of JSON Lines, the metadata of a Parquet file. Streamed. Recorded as an audit "
                            + "read. (LED-4)")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = JSON_LINES, schema = @Schema(type = "string")),
                @Content(mediaType = PARQUET, schema = @Schema(type = "string", format = "binary"))
            })
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID", "AUDIT_BUSY", "PROJECTION_BEHIND"})
    Mono<ResponseEntity<Flux<DataBuffer>>> export(
            ReadRequest request,
            @Parameter(description = "The first position, or an instant: what was recorded then or later")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "The last position, or an instant: what was recorded before")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "jsonl (the default) or parquet") @RequestParam(defaultValue = "jsonl")
                    String format) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var first = AuditParameters.place("from", from);
            var last = AuditParameters.place("to", to);
            var kind = Format.parse(format);
            var place = places.take();
            return audits.write(
                            auditor,
                            AuditRead.of("log.export")
                                    .with(
                                            "from",
                                            first.map(ExportController::text).orElse(null))
                                    .with("to", last.map(ExportController::text).orElse(null))
                                    .with("format", kind))
                    .then(stretches.of(request, first, last))
                    .flatMap(stretch -> file(kind, stretch).map(body -> answer(kind, stretch, place.during(body))))
                    .doOnError(_ -> place.giveBack())
                    .doOnCancel(place::giveBack);
        });
    }

    private Mono<Flux<DataBuffer>> file(Format kind, LogStretch stretch) {
        return switch (kind) {
            case JSONL -> Mono.just(lines.jsonLines(stretch));
            case PARQUET -> parquet.file(stretch);
        };
    }

    private static ResponseEntity<Flux<DataBuffer>> answer(Format kind, LogStretch stretch, Flux<DataBuffer> body) {
        var ending = kind == Format.JSONL ? "jsonl" : "parquet";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(kind == Format.JSONL ? JSON_LINES : PARQUET))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"log-%d-%d.%s\"".formatted(stretch.first(), stretch.last(), ending))
                .body(body);
    }

    private static Object text(Place place) {
        return switch (place) {
            case Place.Position position -> position.value();
            case Place.Time time -> time.value();
        };
    }
}
