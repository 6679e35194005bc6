package org.backlot.treasury.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
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
    private final Reads reads;
    private final Escrows escrows;

    EscrowQueries(ReactiveGate gate, Reads reads, Escrows escrows) {
        this.gate = gate;
        this.reads = reads;
        this.escrows = escrows;
    }

    @GetMapping("/{escrowId}")
    @Operation(
            summary = "An escrow",
            description =
                    "Its status, what remains and which conditions are missing. For whoever may view the project's"
                            + " contracts, and the parties to the escrow. (TRE-2, TRE-4)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<EscrowView> escrow(ReadRequest request, @PathVariable EscrowId escrowId) {
        return gate.requireOn(request.caller(), Permission.VIEW_CONTRACT, escrowId.value())
                .then(reads.of(request, VIEW, () -> escrows.one(escrowId)));
    }

    @GetMapping
    @Operation(
            summary = "The escrows of a project",
            description = "In the order in which they were locked. Needs VIEW_MONEY on the project. (TRE-2)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<Page<EscrowView>> escrows(ReadRequest request, @RequestParam ProjectId projectId, PageRequest page) {
        return gate.require(request.caller(), Permission.VIEW_MONEY, projectId)
                .then(reads.of(request, VIEW, () -> escrows.page(projectId, page)));
    }
}
