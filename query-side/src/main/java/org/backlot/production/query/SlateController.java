// The paths under which the plan and the live state of a production are read.
package org.backlot.production.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.platform.query.Views;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Projects, units and the slate with live state (PRD-1, PRD-2; CLAP week 2). */
@RestController
@RequestMapping("/api/v1/production")
public class SlateController {
    private static final String PROJECTION = "slate";

    private final ReactiveGate gate;
    private final Reads reads;
    private final Views views;
    private final SlateReads slate;

    SlateController(ReactiveGate gate, Reads reads, Views views, SlateReads slate) {
        this.gate = gate;
        this.reads = reads;
        this.views = views;
        this.slate = slate;
    }

    /** The projects of the caller's workspaces, and those on which a lead lets them see. */
    @GetMapping("/projects")
    @Operation(summary = "List the projects you may see", description = "Newest first. (PRD-1)")
    @Refuses({"PROJECTION_BEHIND"})
    Mono<Page<ProjectView>> projects(ReadRequest request, PageRequest page) {
        var caller = request.caller();
        return reads.of(request, PROJECTION, () -> slate.projects(caller.accountId(), page));
    }

    /** A project with its units. */
    @GetMapping("/projects/{projectId}")
    @Operation(summary = "Read a project with its units", description = "(PRD-1, PRD-2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PROJECTION_BEHIND", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<ProjectDetail> project(
            ReadRequest request,
            @PathVariable ProjectId projectId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.require(request.caller(), Permission.VIEW_PROJECT, projectId)
                        .then(views.of(
                                request,
                                PROJECTION,
                                when,
                                view -> slate.of(view).project(projectId)))
                        .switchIfEmpty(notFound()));
    }

    /** The scenes of a unit in the order of the script, with shots and live state. */
    @GetMapping("/slate/{unitId}")
    @Operation(
            summary = "Read the slate of a unit",
            description = "Scenes in the order of the script with their shots, takes, and whether the unit rolls now."
                    + " (PRD-2; CLAP week 2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PROJECTION_BEHIND", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<SlateView> slate(
            ReadRequest request,
            @PathVariable UnitId unitId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf,
            PageRequest page) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.requireOn(request.caller(), Permission.VIEW_PROJECT, unitId.value())
                        .then(views.of(
                                request,
                                PROJECTION,
                                when,
                                view -> slate.of(view).slate(unitId, page)))
                        .switchIfEmpty(notFound()));
    }

    /** One scene with its shots and live state. */
    @GetMapping("/scenes/{sceneId}")
    @Operation(summary = "Read a scene with its shots", description = "(PRD-1, PRD-2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PROJECTION_BEHIND", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<SlateSceneView> scene(
            ReadRequest request,
            @PathVariable SceneId sceneId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.requireOn(request.caller(), Permission.VIEW_PROJECT, sceneId.value())
                        .then(views.of(
                                request,
                                PROJECTION,
                                when,
                                view -> slate.of(view).scene(sceneId)))
                        .switchIfEmpty(notFound()));
    }

    // Without Backlot-Position the view may lag behind the write that made the thing.
    private static <T> Mono<T> notFound() {
        return Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND));
    }
}
