package org.backlot.treasury.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Views;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Escrows and which piece of evidence each still waits for (TRE-2, TRE-4). */
@RestController
@RequestMapping("/api/v1/treasury/escrow")
@Tag(name = "Treasury")
public class EscrowQueries {
    private static final String VIEW = "ledger";

    private final ReactiveGate gate;
    private final Views views;
    private final Escrows escrows;

    EscrowQueries(ReactiveGate gate, Views views, Escrows escrows) {
        this.gate = gate;
        this.views = views;
        this.escrows = escrows;
    }

    @GetMapping("/{escrowId}")
    @Operation(
            summary = "An escrow",
            description =
                    "Its status, what remains and which conditions are missing. For whoever may view the project's"
                            + " contracts, and the parties to the escrow. (TRE-2, TRE-4)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<EscrowView> escrow(
            ReadRequest request,
            @PathVariable EscrowId escrowId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.requireOn(request.caller(), Permission.VIEW_CONTRACT, escrowId.value())
                        .then(views.of(
                                request, VIEW, when, view -> escrows.of(view).one(escrowId))));
    }

    @GetMapping
    @Operation(
            summary = "The escrows of a project",
            description = "In the order in which they were locked. Needs VIEW_MONEY on the project. (TRE-2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<Page<EscrowView>> escrows(
            ReadRequest request,
            @RequestParam ProjectId projectId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf,
            PageRequest page) {
        return Mono.fromSupplier(() -> AsOf.parse(asOf))
                .flatMap(when -> gate.require(request.caller(), Permission.VIEW_MONEY, projectId)
                        .then(views.of(
                                request, VIEW, when, view -> escrows.of(view).page(projectId, page))));
    }
}
