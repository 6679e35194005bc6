// Why this file exists: in the evening the production office reads the day, and the cutting room fetches its list.
package org.backlot.wrap.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.UnitId;
import org.backlot.wrap.api.WrapRejection;
import org.backlot.wrap.query.WrapViews.DailyReportView;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads of the end of the day. */
@RestController
@RequestMapping("/api/v1/wrap")
public class WrapQueryController {
    private static final String REPORTS = "daily-reports";
    private static final String TAKES = "takes";
    private static final int LONGEST_FILE_NAME = 40;

    private final ReactiveGate gate;
    private final Reads reads;
    private final DailyReportReads reports;

    WrapQueryController(ReactiveGate gate, Reads reads, DailyReportReads reports) {
        this.gate = gate;
        this.reads = reads;
        this.reports = reports;
    }

    /** The report of a shooting day. */
    @GetMapping("/dpr")
    @Operation(
            summary = "Daily production report",
            description = "What happened on one shooting day, its digest, and who signed it. With Accept: text/plain as"
                    + " text for people, with Accept: application/pdf as a PDF. (WRP-1; CLAP week 7)")
    @Refuses({"NOTHING_TO_REPORT", "NOT_FOUND", "PROJECTION_BEHIND"})
    public Mono<DailyReportView> report(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        return gate.require(request.caller(), Permission.VIEW_PROJECT, projectId)
                .then(reads.of(request, REPORTS, () -> reports.report(projectId, day)));
    }

    /** The report of a shooting day, for people. */
    @GetMapping(path = "/dpr", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "Daily production report as text", description = "(WRP-1; CLAP week 7)")
    @Refuses({"NOTHING_TO_REPORT", "NOT_FOUND", "PROJECTION_BEHIND"})
    public Mono<ResponseEntity<String>> reportAsText(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        return report(request, projectId, day)
                .map(view -> ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                        .body(ReportText.of(view)));
    }

    /** The report of a shooting day, on paper. */
    @GetMapping(path = "/dpr", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "Daily production report as PDF", description = "(WRP-1; CLAP week 7)")
    @Refuses({"NOTHING_TO_REPORT", "NOT_FOUND", "PROJECTION_BEHIND"})
    public Mono<ResponseEntity<byte[]>> reportOnPaper(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        return report(request, projectId, day)
                .publishOn(Schedulers.boundedElastic())
                .map(view -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .body(ReportOnPaper.of(view)));
    }

    /** The circle takes as an edit. */
    @GetMapping("/export/edl")
    @Operation(
            summary = "Edit of the circle takes",
            description =
                    "The circle takes in story order, one after the other: a CMX 3600 list, FCPXML 1.10, Final Cut"
                            + " Pro 7 XML for Premiere, or OpenTimelineIO. A programme that one file cannot hold is several"
                            + " (CMX 3600: more than 999 takes; all: longer than 23 hours): Backlot-Parts says how many, part"
                            + " chooses one. (WRP-2; CLAP week 7)")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_XML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = ExportFormat.OTIO_TYPE, schema = @Schema(type = "string"))
            })
    @Refuses({"NOTHING_CIRCLED", "EDL_NOT_POSSIBLE", "NOT_FOUND", "PARAMETER_INVALID", "PROJECTION_BEHIND"})
    public Mono<ResponseEntity<byte[]>> editList(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @RequestParam(required = false) @Nullable UnitId unitId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            @Parameter(description = "cmx3600 (the default), fcpxml, premiere or otio")
                    @RequestParam(defaultValue = "cmx3600")
                    String format,
            @RequestParam(defaultValue = "1") int part) {
        return gate.require(request.caller(), Permission.VIEW_PROJECT, projectId)
                .then(Mono.fromCallable(() -> ExportFormat.parse(format)))
                .flatMap(kind -> reads.of(
                                request,
                                TAKES,
                                () -> reports.circleTakes(
                                        projectId, Optional.ofNullable(unitId), Optional.ofNullable(day)))
                        .map(programme -> file(programme, kind, Optional.ofNullable(day), part)));
    }

    static ResponseEntity<byte[]> file(
            DailyReportReads.Programme programme, ExportFormat format, Optional<LocalDate> day, int part) {
        var files = filesOf(programme, format);
        if (part < 1 || part > files.size()) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, "There are %d parts.".formatted(files.size()))
                    .at("part");
        }
        var text = files.get(part - 1);
        var charset = format.charsetOf(text);
        var name = fileName(programme.title(), day) + (files.size() == 1 ? "" : "-" + part) + format.ending();
        return ResponseEntity.ok()
                .contentType(new MediaType(format.contentType(), charset))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("Backlot-Parts", Integer.toString(files.size()))
                .body(text.getBytes(charset));
    }

    private static List<String> filesOf(DailyReportReads.Programme programme, ExportFormat format) {
        try {
            return format.write(programme.title(), programme.frameRate(), programme.takes());
        } catch (IllegalArgumentException e) {
            throw Rejection.of(WrapRejection.EDL_NOT_POSSIBLE, String.valueOf(e.getMessage()));
        }
    }

    static String fileName(String title, Optional<LocalDate> day) {
        var plain = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var name = plain.isEmpty() ? "circle-takes" : plain.substring(0, Math.min(plain.length(), LONGEST_FILE_NAME));
        return name + day.map(date -> "-" + date).orElse("");
    }
}
