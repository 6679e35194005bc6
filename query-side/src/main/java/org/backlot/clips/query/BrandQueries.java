package org.backlot.clips.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Brand kits, for the members of their workspace (CLIP section 6). */
@RestController
@RequestMapping("/api/v1/brand")
@Tag(name = "Brand kits")
public class BrandQueries {
    private final ReactiveGate gate;
    private final Reads reads;
    private final Clips clips;

    BrandQueries(ReactiveGate gate, Reads reads, Clips clips) {
        this.gate = gate;
        this.reads = reads;
        this.clips = clips;
    }

    @GetMapping
    @Operation(
            summary = "List brand kits",
            description = "Those of the workspace of your sign-in, in the order in which they were made. (CLP-6)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<Page<BrandKitView>> listBrandKits(ReadRequest request, PageRequest page) {
        var workspace = request.caller().workspaceId();
        return gate.require(request.caller(), WorkspacePermission.READ_CLIPS, workspace)
                .then(reads.of(request, JobQueries.VIEW, () -> clips.brandKits(workspace, page)));
    }
}
