package org.backlot.clips.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepStatus;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.query.DownloadFormat;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.JobId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a job has found out and what has become of it, to take away (CLP-1; CLIP section 6). */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Clip jobs")
public class JobExports {
    /** A job has at most thirty clips. */
    private static final PageRequest ALL_CLIPS = new PageRequest(1, PageRequest.LARGEST_LIMIT);

    private final ReactiveGate gate;
    private final Reads reads;
    private final Jobs jobs;
    private final Clips clips;
    private final ObjectStorage storage;

    JobExports(ReactiveGate gate, Reads reads, Jobs jobs, Clips clips, ObjectStorage storage) {
        this.gate = gate;
        this.reads = reads;
        this.jobs = jobs;
        this.clips = clips;
        this.storage = storage;
    }

    @GetMapping(
            path = "/{jobId}/transcript",
            produces = {MediaType.APPLICATION_JSON_VALUE, TranscriptFormat.SUBRIP_TYPE, TranscriptFormat.WEBVTT_TYPE})
    @Operation(
            summary = "What is said in a job's recording",
            description = "As JSON each word with its times, in milliseconds of the recording; as SubRip or WebVTT for"
                    + " players. By the parameter, else by Accept. For the members of its workspace. (CLP-1, CLP-4)")
    @Refuses({"TRANSCRIPT_NOT_READY", "NO_TRANSCRIPT", "NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "UNAVAILABLE"})
    Mono<ResponseEntity<byte[]>> transcript(
            ReadRequest request,
            ServerHttpRequest http,
            @PathVariable JobId jobId,
            @Parameter(description = "json, srt or vtt") @RequestParam(required = false) @Nullable String format) {
        return Mono.fromSupplier(() -> DownloadFormat.wanted(
                        TranscriptFormat.ALL, format, http.getHeaders().getAccept()))
                .flatMap(wanted -> read(request, jobId, () -> jobs.detail(jobId))
                        .publishOn(Schedulers.boundedElastic())
                        .map(detail -> file(
                                wanted.write(kept(transcriptOf(detail))),
                                wanted.contentType(),
                                "transcript-" + jobId + "." + wanted.ending())));
    }

    @GetMapping(
            path = "/{jobId}/export/report",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PDF_VALUE})
    @Operation(
            summary = "All of a clip job in one document",
            description = "The job with its upload, its steps, what it has used up, and its clips with their scores and"
                    + " the render spec of each version. As a PDF the same without keys and render specs, to be read on"
                    + " paper. By the parameter, else by Accept. For the members of its workspace. (CLP-1)",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = JobReport.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_PDF_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<ResponseEntity<Object>> report(
            ReadRequest request,
            ServerHttpRequest http,
            @PathVariable JobId jobId,
            @Parameter(description = "json or pdf") @RequestParam(required = false) @Nullable String format) {
        return Mono.fromSupplier(() -> DownloadFormat.wanted(
                        ReportFormat.ALL, format, http.getHeaders().getAccept()))
                .flatMap(wanted -> reported(request, jobId)
                        .publishOn(Schedulers.boundedElastic())
                        .map(report -> ResponseEntity.ok()
                                .contentType(wanted.contentType())
                                .header(HttpHeaders.CONTENT_DISPOSITION, named("job-" + jobId + "." + wanted.ending()))
                                .body(wanted == ReportFormat.PDF ? JobReportOnPaper.of(report) : report)));
    }

    private Mono<JobReport> reported(ReadRequest request, JobId jobId) {
        return read(
                request,
                jobId,
                () -> jobs.detail(jobId)
                        .flatMap(detail -> Mono.zip(jobs.usage(jobId), clipsOf(detail.job()))
                                .map(rest -> new JobReport(
                                        detail.job(), detail.upload(), detail.steps(), rest.getT1(), rest.getT2()))));
    }

    private Mono<List<JobReport.ReportedClip>> clipsOf(JobView job) {
        return clips.page(job.workspaceId(), job.jobId(), null, ALL_CLIPS)
                .flatMapMany(page -> Flux.fromIterable(page.data()))
                .concatMap(clip ->
                        clips.versions(clip.clipId()).map(versions -> new JobReport.ReportedClip(clip, versions)))
                .collectList();
    }

    private static StorageKey transcriptOf(JobDetail detail) {
        var step = detail.steps().stream()
                .filter(one -> one.kind().equals(StepKind.TRANSCRIBE.name()))
                .findFirst();
        return step.flatMap(one -> one.outputs().stream().findFirst())
                .map(file -> new StorageKey(file.key()))
                .orElseThrow(() -> none(detail.job(), step));
    }

    private static Rejection none(JobView job, Optional<StepView> step) {
        var ended = step.filter(one -> EnumSet.of(StepStatus.SKIPPED, StepStatus.FAILED, StepStatus.CANCELLED)
                .contains(one.status()));
        if (ended.isEmpty() && job.status().cancellable()) {
            return Rejection.of(ClipsRejection.TRANSCRIPT_NOT_READY).with("status", job.status());
        }
        return Rejection.of(ClipsRejection.NO_TRANSCRIPT)
                .with(
                        "reason",
                        ended.map(StepView::reason)
                                .orElseGet(() -> "the job is " + job.status().wireName()));
    }

    /** May block. */
    private String kept(StorageKey key) {
        var content = storage.of(key.workspace())
                .open(key)
                .orElseThrow(() ->
                        Rejection.of(ClipsRejection.NO_TRANSCRIPT).with("reason", "its file is gone from the storage"));
        try (content) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException brokenOff) {
            throw Rejection.of(CommonRejection.UNAVAILABLE);
        }
    }

    private static ResponseEntity<byte[]> file(String text, MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, named(name))
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String named(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    private <T> Mono<T> read(ReadRequest request, JobId job, Supplier<Mono<T>> read) {
        return gate.requireOwned(request.caller(), WorkspacePermission.READ_JOBS, OwnedKind.CLIP_JOB, job.value())
                .then(reads.of(request, JobQueries.VIEW, read));
    }
}
