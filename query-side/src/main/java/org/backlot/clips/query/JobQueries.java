package org.backlot.clips.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import org.backlot.clips.api.JobStatus;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.JobId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Clip jobs, for the members of their workspace (CLP-1; CLIP section 6). */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "Clip jobs")
public class JobQueries {
    static final String VIEW = "clips";

    private final ReactiveGate gate;
    private final Reads reads;
    private final Jobs jobs;

    JobQueries(ReactiveGate gate, Reads reads, Jobs jobs) {
        this.gate = gate;
        this.reads = reads;
        this.jobs = jobs;
    }

    @GetMapping
    @Operation(
            summary = "List clip jobs",
            description = "Those of the workspace of your sign-in, the newest first; without those that were put away."
                    + " (CLP-1)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<JobView>> listJobs(
            ReadRequest request, @RequestParam(required = false) @Nullable JobStatus status, PageRequest page) {
        var workspace = request.caller().workspaceId();
        return gate.require(request.caller(), WorkspacePermission.READ_JOBS, workspace)
                .then(reads.of(request, VIEW, () -> jobs.page(workspace, status, page)));
    }

    @GetMapping("/{jobId}")
    @Operation(summary = "A clip job with its steps", description = "For the members of its workspace. (CLP-1)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<JobDetail> readJob(ReadRequest request, @PathVariable JobId jobId) {
        return read(request, jobId, () -> jobs.detail(jobId));
    }

    @GetMapping("/{jobId}/steps")
    @Operation(
            summary = "The steps of a clip job",
            description = "In the order in which they were wanted, with attempts, times and what went wrong. (CLP-1)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<List<StepView>> jobSteps(ReadRequest request, @PathVariable JobId jobId) {
        return read(request, jobId, () -> jobs.detail(jobId).map(JobDetail::steps));
    }

    @GetMapping("/{jobId}/usage")
    @Operation(
            summary = "What a clip job has used up",
            description =
                    "Time of machines, bytes written and an estimate of what that costs, by kind of step. (CLP-11)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<JobUsage> jobUsage(ReadRequest request, @PathVariable JobId jobId) {
        return read(request, jobId, () -> jobs.one(jobId).then(jobs.usage(jobId)));
    }

    private <T> Mono<T> read(ReadRequest request, JobId job, Supplier<Mono<T>> read) {
        return gate.requireOwned(request.caller(), WorkspacePermission.READ_JOBS, OwnedKind.CLIP_JOB, job.value())
                .then(reads.of(request, VIEW, read));
    }
}
