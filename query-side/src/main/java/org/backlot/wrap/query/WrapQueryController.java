// Why this file exists: in the evening the production office reads the day, and the cutting room fetches its list.
package org.backlot.wrap.query;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.Charset;
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
import org.backlot.wrap.query.edl.CmxWriter;
import org.backlot.wrap.query.edl.EdlFromCircleTakes;
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
                    + " text for people. (WRP-1; CLAP week 7)")
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

    /** The edit decision list of the circle takes. */
    @GetMapping("/export/edl")
    @Operation(
            summary = "Edit decision list",
            description = "CMX 3600 of the circle takes in story order. A programme of more than 999 takes is several"
                    + " lists: Backlot-Parts says how many, part chooses one. (WRP-2; CLAP week 7)")
    @Refuses({"NOTHING_CIRCLED", "EDL_NOT_POSSIBLE", "NOT_FOUND", "PARAMETER_INVALID", "PROJECTION_BEHIND"})
    public Mono<ResponseEntity<byte[]>> editList(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @RequestParam(required = false) @Nullable UnitId unitId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            @RequestParam(defaultValue = "1") int part) {
        return gate.require(request.caller(), Permission.VIEW_PROJECT, projectId)
                .then(reads.of(
                        request,
                        TAKES,
                        () -> reports.circleTakes(projectId, Optional.ofNullable(unitId), Optional.ofNullable(day))))
                .map(programme -> file(programme, Optional.ofNullable(day), part));
    }

    private static ResponseEntity<byte[]> file(
            DailyReportReads.Programme programme, Optional<LocalDate> day, int part) {
        var lists = listsOf(programme);
        if (part < 1 || part > lists.size()) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, "There are %d parts.".formatted(lists.size()))
                    .at("part");
        }
        var text = lists.get(part - 1);
        var charset = charsetOf(text);
        var name = fileName(programme.title(), day) + (lists.size() == 1 ? "" : "-" + part) + ".edl";
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, charset))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("Backlot-Parts", Integer.toString(lists.size()))
                .body(text.getBytes(charset));
    }

    private static List<String> listsOf(DailyReportReads.Programme programme) {
        try {
            return CmxWriter.writeAll(
                    EdlFromCircleTakes.assemble(programme.title(), programme.frameRate(), programme.takes()));
        } catch (IllegalArgumentException e) {
            throw Rejection.of(WrapRejection.EDL_NOT_POSSIBLE, String.valueOf(e.getMessage()));
        }
    }

    // The format is ASCII; a title in another script is not worth losing.
    private static Charset charsetOf(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
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
