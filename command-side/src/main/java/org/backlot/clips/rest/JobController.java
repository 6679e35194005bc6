package org.backlot.clips.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.Brand;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipJobCommand;
import org.backlot.clips.api.ClipJobCommand.CancelJob;
import org.backlot.clips.api.ClipJobCommand.CreateJob;
import org.backlot.clips.api.ClipJobCommand.PauseJob;
import org.backlot.clips.api.ClipJobCommand.ResumeJob;
import org.backlot.clips.api.ClipJobCommand.RetryJob;
import org.backlot.clips.api.JobMode;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.JobStatus;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.Tighten;
import org.backlot.clips.command.admission.JobAdmission;
import org.backlot.clips.command.source.SourceUrl;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.command.access.Gate;
import org.backlot.media.command.StorageQuota;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Has recordings cut into clips, and lets people steer it (CLP-1; CLIP section 6). */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Clip jobs")
public class JobController {
    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final JobAdmission admission;
    private final BrandKits brandKits;
    private final OwnUploads uploads;
    private final StorageQuota storage;
    private final IdSource ids;

    JobController(
            Writes writes,
            Gate gate,
            CommandGateway commands,
            JobAdmission admission,
            BrandKits brandKits,
            OwnUploads uploads,
            StorageQuota storage,
            IdSource ids) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.admission = admission;
        this.brandKits = brandKits;
        this.uploads = uploads;
        this.storage = storage;
        this.ids = ids;
    }

    /**
     * How long clips may be.
     *
     * @param min in seconds, from 5
     * @param max in seconds, up to 600
     */
    public record ClipDuration(int min, int max) {}

    /**
     * What is wanted; what is absent is as usual.
     *
     * @param maxClips 1 to 30, usually 10
     * @param clipDuration usually 15 to 90 seconds
     * @param aspectRatio usually 9:16
     * @param captionStyle usually highlight_word
     * @param brandKitId usually none
     * @param tighten what is taken out of clips: filler words, long silences; usually nothing
     * @param autoPublish usually not
     */
    public record WantedSettings(
            @Nullable Integer maxClips,
            @Nullable ClipDuration clipDuration,
            @Nullable AspectRatio aspectRatio,
            @Nullable CaptionStyle captionStyle,
            @Nullable BrandKitId brandKitId,
            @Nullable Tighten tighten,
            @Nullable Boolean autoPublish) {
        private static final int USUAL_CLIPS = 10;
        private static final ClipDuration USUAL_DURATION = new ClipDuration(15, 90);

        static WantedSettings usual() {
            return new WantedSettings(null, null, null, null, null, null, null);
        }

        JobSettings settings(@Nullable Brand brand) {
            var duration = Optional.ofNullable(clipDuration).orElse(USUAL_DURATION);
            try {
                return new JobSettings(
                        Optional.ofNullable(maxClips).orElse(USUAL_CLIPS),
                        duration.min(),
                        duration.max(),
                        new RenderSettings(
                                Optional.ofNullable(aspectRatio).orElse(AspectRatio.PORTRAIT),
                                Optional.ofNullable(captionStyle).orElse(CaptionStyle.HIGHLIGHT_WORD),
                                brand,
                                tighten),
                        Boolean.TRUE.equals(autoPublish));
            } catch (IllegalArgumentException nonsense) {
                throw Rejection.of(
                                CommonRejection.FIELD_INVALID,
                                Optional.ofNullable(nonsense.getMessage()).orElse("This cannot be asked for."))
                        .at("settings");
            }
        }
    }

    /**
     * A new job. One of the three places of the material is given.
     *
     * @param jobId chosen by the client, or made here
     * @param sourceUrl a page of YouTube, Twitch, Vimeo, Instagram, TikTok or X
     * @param sourceFileKey the key of a file that was uploaded and confirmed
     * @param sourceAssetId the same, by the id of the upload
     * @param captionsFileKey the key of an uploaded file that says what is spoken in it: SRT, WebVTT or JSON; only beside
     *     an upload
     */
    public record NewJob(
            @Nullable JobId jobId,
            JobMode mode,
            @Nullable String sourceUrl,
            @Nullable String sourceFileKey,
            @Nullable MediaAssetId sourceAssetId,
            @Nullable String captionsFileKey,
            @Nullable WantedSettings settings) {

        private JobSource source(WorkspaceId workspace, OwnUploads uploads) {
            if (Stream.of(sourceUrl, sourceFileKey, sourceAssetId)
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                throw Rejection.of(
                                CommonRejection.FIELD_REQUIRED,
                                "Give one of sourceUrl, sourceFileKey and sourceAssetId, and only one.")
                        .at("sourceUrl");
            }
            if (sourceUrl != null) {
                if (captionsFileKey != null) {
                    throw Rejection.of(CommonRejection.FIELD_INVALID, "Captions come with an upload only.")
                            .at("captionsFileKey");
                }
                return SourceUrl.parse(sourceUrl).source();
            }
            var file = sourceAssetId == null
                    ? uploads.usable(Objects.requireNonNull(sourceFileKey), workspace, "sourceFileKey")
                    : uploads.usable(sourceAssetId, workspace, "sourceAssetId");
            return JobSource.upload(
                    file,
                    captionsFileKey == null ? null : uploads.usable(captionsFileKey, workspace, "captionsFileKey"));
        }
    }

    /** Where a job stands after what was asked. */
    public record JobStands(JobId jobId, JobStatus status) {}

    /** Has a recording cut into clips. */
    @PostMapping
    @Operation(
            summary = "Have clips made of a recording",
            description = "In the workspace of your sign-in; for its editors. The job starts at once where there is a"
                    + " place for it, else it waits for its turn with the status created. An upload must have been"
                    + " confirmed; one that was refused, or found infected, is not taken. Send an Idempotency-Key or a"
                    + " jobId of your own, and repeating it makes no second job. (CLP-1, CLP-3, CLP-11)")
    @Refuses({
        "SOURCE_URL_REFUSED",
        "SOURCE_KEY_REFUSED",
        "UPLOAD_NOT_CONFIRMED",
        "UPLOAD_EXPIRED",
        "UPLOAD_RETIRED",
        "ASSET_REFUSED",
        "QUEUE_FULL",
        "QUOTA_EXCEEDED",
        "STORAGE_QUOTA_EXCEEDED",
        "ID_TAKEN",
        "FIELD_INVALID",
        "FIELD_REQUIRED",
        "NOT_ALLOWED",
        "NOT_FOUND"
    })
    Mono<ResponseEntity<JobStands>> createJob(WriteRequest request, @RequestBody NewJob body) {
        var job = Optional.ofNullable(body.jobId()).orElseGet(() -> new JobId(ids.next()));
        return writes.run(request, body, JobStands.class, () -> {
            var workspace = request.caller().workspaceId();
            gate.require(request.caller(), WorkspacePermission.CHANGE_JOBS, workspace);
            storage.requireAnyRoom(workspace);
            var source = body.source(workspace, uploads);
            var wanted = Optional.ofNullable(body.settings()).orElseGet(WantedSettings::usual);
            var settings = wanted.settings(brandKits.named(request.caller(), wanted.brandKitId(), workspace));
            boolean startNow = admission.startsNow(workspace);
            uploads.keepFor(job, source);
            commands.sendAndWait(new CreateJob(
                    job, workspace, request.caller().accountId(), body.mode(), source, settings, startNow));
            return Answer.created(new JobStands(job, startNow ? JobStatus.INGESTING : JobStatus.CREATED));
        });
    }

    /** What became of a job that was stopped or put away. */
    @DeleteMapping("/{jobId}")
    @Operation(
            summary = "Cancel a job, or put it away",
            description = "A job that waits or runs is cancelled: nothing more is begun, and results of what was under"
                    + " way are not taken. One that has ended is shown no more. The reason is kept in the log; name"
                    + " nobody in it. (CLP-1)")
    @Refuses({"JOB_ENDED", "NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<ResponseEntity<JobStands>> cancelJob(
            WriteRequest request, @PathVariable JobId jobId, @RequestParam Reason reason) {
        return writes.run(request, reason, JobStands.class, () -> {
            gate.requireOwned(request.caller(), WorkspacePermission.CHANGE_JOBS, OwnedKind.CLIP_JOB, jobId.value());
            JobStatus status =
                    commands.sendAndWait(new CancelJob(jobId, request.caller().accountId(), reason.value()));
            return Answer.ok(new JobStands(jobId, status));
        });
    }

    /**
     * What is tried again.
     *
     * @param stepId a step that was given up; absent for all of them
     */
    public record RetryBody(@Nullable StepId stepId, Reason reason) {}

    /** That it was done. */
    public record Done(JobId jobId) {}

    /** Tries again what was given up. */
    @PostMapping("/{jobId}/retry")
    @Operation(
            summary = "Try failed steps again",
            description =
                    "With as many attempts as at first. The reason is kept in the log; name nobody in it. (CLP-1)")
    @Refuses({
        "STEP_UNKNOWN",
        "STEP_NOT_FAILED",
        "NOTHING_TO_RETRY",
        "JOB_ENDED",
        "SOURCE_GONE",
        "NOT_ALLOWED",
        "NOT_FOUND"
    })
    Mono<ResponseEntity<Done>> retryJob(WriteRequest request, @PathVariable JobId jobId, @RequestBody RetryBody body) {
        return steer(
                request,
                jobId,
                body,
                () -> new RetryJob(
                        jobId,
                        body.stepId(),
                        request.caller().accountId(),
                        body.reason().value()));
    }

    /** Why a job is held up, or goes on. */
    public record SteerBody(Reason reason) {}

    /** Holds a job up. */
    @PostMapping("/{jobId}/pause")
    @Operation(
            summary = "Pause a job",
            description =
                    "What is under way goes on to its end, nothing new is begun. It keeps its place. The reason is"
                            + " kept in the log; name nobody in it. (CLP-1)")
    @Refuses({"JOB_PAUSED", "JOB_ENDED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Done>> pauseJob(WriteRequest request, @PathVariable JobId jobId, @RequestBody SteerBody body) {
        return steer(
                request,
                jobId,
                body,
                () -> new PauseJob(
                        jobId, request.caller().accountId(), body.reason().value()));
    }

    /** Lets a job go on. */
    @PostMapping("/{jobId}/resume")
    @Operation(
            summary = "Resume a paused job",
            description = "Everything that is due begins. The reason is kept in the log; name nobody in it. (CLP-1)")
    @Refuses({"JOB_NOT_PAUSED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Done>> resumeJob(WriteRequest request, @PathVariable JobId jobId, @RequestBody SteerBody body) {
        return steer(
                request,
                jobId,
                body,
                () -> new ResumeJob(
                        jobId, request.caller().accountId(), body.reason().value()));
    }

    private Mono<ResponseEntity<Done>> steer(
            WriteRequest request, JobId jobId, Object body, Supplier<ClipJobCommand> command) {
        return writes.run(request, body, Done.class, () -> {
            gate.requireOwned(request.caller(), WorkspacePermission.CHANGE_JOBS, OwnedKind.CLIP_JOB, jobId.value());
            commands.sendAndWait(command.get());
            return Answer.ok(new Done(jobId));
        });
    }
}
