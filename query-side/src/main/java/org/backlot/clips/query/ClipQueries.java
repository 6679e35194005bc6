package org.backlot.clips.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import org.backlot.clips.api.ClipStatus;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Clips, for the members of their workspace (CLP-7; CLIP section 6). */
@RestController
@RequestMapping("/api/v1/clips")
@Tag(name = "Clips")
public class ClipQueries {
    private final ReactiveGate gate;
    private final Reads reads;
    private final Clips clips;

    ClipQueries(ReactiveGate gate, Reads reads, Clips clips) {
        this.gate = gate;
        this.reads = reads;
        this.clips = clips;
    }

    @GetMapping
    @Operation(
            summary = "List clips",
            description = "Those of the workspace of your sign-in; of the newest job first, within it the best first."
                    + " (CLP-7)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<ClipView>> listClips(
            ReadRequest request,
            @RequestParam(required = false) @Nullable JobId jobId,
            @RequestParam(required = false) @Nullable ClipStatus status,
            PageRequest page) {
        var workspace = request.caller().workspaceId();
        return gate.require(request.caller(), WorkspacePermission.READ_CLIPS, workspace)
                .then(reads.of(request, JobQueries.VIEW, () -> clips.page(workspace, jobId, status, page)));
    }

    @GetMapping("/{clipId}")
    @Operation(summary = "A clip", description = "With its score and what that is made of. (CLP-7)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<ClipView> readClip(ReadRequest request, @PathVariable ClipId clipId) {
        return read(request, clipId, () -> clips.one(clipId));
    }

    @GetMapping("/{clipId}/versions")
    @Operation(
            summary = "The versions of a clip",
            description =
                    "The newest first, each with its render spec: settings, and versions and digests of all that it"
                            + " was made with. (CLP-6, CLP-7)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<List<VersionView>> clipVersions(ReadRequest request, @PathVariable ClipId clipId) {
        return read(request, clipId, () -> clips.one(clipId).then(clips.versions(clipId)));
    }

    @GetMapping("/{clipId}/comments")
    @Operation(
            summary = "The comments on a clip",
            description = "In the order in which they were made; each may be about one moment. (CLP-7)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<Page<CommentView>> clipComments(ReadRequest request, @PathVariable ClipId clipId, PageRequest page) {
        return read(request, clipId, () -> clips.one(clipId).then(clips.comments(clipId, page)));
    }

    private <T> Mono<T> read(ReadRequest request, ClipId clip, Supplier<Mono<T>> read) {
        return gate.requireOwned(request.caller(), WorkspacePermission.READ_CLIPS, OwnedKind.CLIP, clip.value())
                .then(reads.of(request, JobQueries.VIEW, read));
    }
}
