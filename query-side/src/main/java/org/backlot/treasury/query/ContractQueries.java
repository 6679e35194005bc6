package org.backlot.treasury.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Views;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.treasury.api.ContractEvidence;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Contracts and their evidence, for the project's leads and for the signatories (TRE-3). */
@RestController
@RequestMapping("/api/v1/treasury/contracts")
@Tag(name = "Treasury")
public class ContractQueries {
    private static final String VIEW = "contracts";

    private final ReactiveGate gate;
    private final Views views;
    private final Contracts contracts;

    ContractQueries(ReactiveGate gate, Views views, Contracts contracts) {
        this.gate = gate;
        this.views = views;
        this.contracts = contracts;
    }

    @GetMapping("/{contractId}")
    @Operation(
            summary = "A contract",
            description =
                    "Terms and who has signed. For its signatories and the project's leads; a signatory sees their"
                            + " own address only. (TRE-3)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<ContractView> contract(
            ReadRequest request,
            @PathVariable ContractId contractId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf) {
        return read(request, contractId, asOf, Contracts::one);
    }

    @GetMapping("/{contractId}/evidence")
    @Operation(
            summary = "The evidence of a contract",
            description =
                    "Everything needed to recompute its hash without this server: canonical terms, signatures with"
                            + " time and address commitment, and the hash. Addresses and salts for whoever may see them. (TRE-3)")
    @Refuses({"CONTRACT_NOT_COMPLETE", "NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID", "PAST_BUSY", "PAST_TOO_LONG"})
    Mono<ContractEvidence> evidence(
            ReadRequest request,
            @PathVariable ContractId contractId,
            @Parameter(description = "A log position or an ISO 8601 instant: as it was then")
                    @RequestParam(required = false)
                    @Nullable
                    String asOf) {
        return read(request, contractId, asOf, Contracts::evidence);
    }

    @FunctionalInterface
    private interface ContractRead<T> {
        Mono<T> of(Contracts contracts, ContractId contract, AccountId reader, boolean lead);
    }

    private <T> Mono<T> read(ReadRequest request, ContractId contract, @Nullable String asOf, ContractRead<T> read) {
        var reader = request.caller();
        var when = AsOf.parse(asOf);
        return gate.requireOn(reader, Permission.VIEW_CONTRACT, contract.value())
                .flatMap(project -> gate.require(reader, Permission.DRAFT_CONTRACT, project)
                        .thenReturn(true)
                        .onErrorReturn(Rejection.class, false))
                .flatMap(lead -> views.of(
                        request, VIEW, when, view -> read.of(contracts.of(view), contract, reader.accountId(), lead)));
    }
}
