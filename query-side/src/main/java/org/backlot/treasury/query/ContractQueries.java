package org.backlot.treasury.query;

import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.treasury.api.ContractEvidence;
import org.backlot.treasury.api.TreasuryRejection;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Contracts and their evidence, for the project's leads and for the signatories (TRE-3). */
@RestController
@RequestMapping("/api/v1/treasury/contracts")
@Tag(name = "Treasury")
public class ContractQueries {
    private static final String VIEW = "contracts";

    private final ReactiveGate gate;
    private final Reads reads;
    private final DatabaseClient database;

    public ContractQueries(ReactiveGate gate, Reads reads, DatabaseClient database) {
        this.gate = gate;
        this.reads = reads;
        this.database = database;
    }

    private record Terms(
            String title,
            String terms,
            String digest,
            Money amount,
            @Nullable String hash,
            Instant draftedAt,
            @Nullable Instant completedAt) {}

    private record Party(
            AccountId account,
            int place,
            @Nullable Instant signedAt,
            @Nullable String address,
            @Nullable String salt,
            @Nullable String commitment) {

        private Party asSeenBy(AccountId reader, boolean lead) {
            return lead || account.equals(reader) ? this : new Party(account, place, signedAt, null, null, commitment);
        }

        private ContractEvidence.Signature signature() {
            return new ContractEvidence.Signature(
                    account,
                    place,
                    Optional.ofNullable(signedAt).orElseThrow(),
                    Optional.ofNullable(commitment).orElseThrow(),
                    address,
                    salt);
        }
    }

    private record Read(Terms terms, List<Party> parties) {
        private @Nullable Integer nextPlace() {
            return parties.stream()
                    .filter(party -> party.signedAt() == null)
                    .map(Party::place)
                    .findFirst()
                    .orElse(null);
        }
    }

    @GetMapping("/{contractId}")
    @Operation(
            summary = "A contract",
            description =
                    "Terms and who has signed. For its signatories and the project's leads; a signatory sees their"
                            + " own address only. (TRE-3)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<ContractView> contract(ReadRequest request, @PathVariable ContractId contractId) {
        return read(request, contractId)
                .map(read -> new ContractView(
                        contractId,
                        read.terms().title(),
                        read.terms().terms(),
                        read.terms().digest(),
                        read.terms().amount(),
                        read.parties().stream()
                                .map(party -> new ContractView.Signatory(
                                        party.account(),
                                        party.place(),
                                        party.signedAt(),
                                        party.address(),
                                        party.commitment()))
                                .toList(),
                        read.nextPlace(),
                        read.terms().hash(),
                        read.terms().draftedAt(),
                        read.terms().completedAt()));
    }

    @GetMapping("/{contractId}/evidence")
    @Operation(
            summary = "The evidence of a contract",
            description =
                    "Everything needed to recompute its hash without this server: canonical terms, signatures with"
                            + " time and address commitment, and the hash. Addresses and salts for whoever may see them. (TRE-3)")
    @Refuses({"CONTRACT_NOT_COMPLETE", "NOT_FOUND", "NOT_ALLOWED"})
    Mono<ContractEvidence> evidence(ReadRequest request, @PathVariable ContractId contractId) {
        return read(request, contractId).map(read -> {
            var hash = read.terms().hash();
            if (hash == null) {
                throw Rejection.of(TreasuryRejection.CONTRACT_NOT_COMPLETE)
                        .with("nextPlace", Optional.ofNullable(read.nextPlace()).orElse(0));
            }
            return new ContractEvidence(
                    contractId,
                    read.terms().terms(),
                    read.terms().digest(),
                    read.parties().stream().map(Party::signature).toList(),
                    hash);
        });
    }

    private Mono<Read> read(ReadRequest request, ContractId contract) {
        var reader = request.caller();
        return gate.requireOn(reader, Permission.VIEW_CONTRACT, contract.value())
                .flatMap(project -> gate.require(reader, Permission.DRAFT_CONTRACT, project)
                        .thenReturn(true)
                        .onErrorReturn(Rejection.class, false))
                .flatMap(lead -> reads.of(
                        request,
                        VIEW,
                        () -> Mono.zip(
                                terms(contract),
                                parties(contract)
                                        .map(parties -> parties.stream()
                                                .map(party -> party.asSeenBy(reader.accountId(), lead))
                                                .toList()),
                                Read::new)));
    }

    private Mono<Terms> terms(ContractId contract) {
        return database.sql("select * from contracts.contract where contract_id = :contract")
                .bind("contract", contract.value())
                .map(row -> new Terms(
                        Columns.text(row, "title"),
                        Columns.text(row, "terms"),
                        Columns.text(row, "terms_digest"),
                        Columns.money(row, "amount"),
                        row.get("hash", String.class),
                        Columns.instant(row, "drafted_at"),
                        row.get("completed_at", Instant.class)))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    private Mono<List<Party>> parties(ContractId contract) {
        return database.sql("select * from contracts.signatory where contract_id = :contract order by place")
                .bind("contract", contract.value())
                .map(ContractQueries::party)
                .all()
                .collectList();
    }

    private static Party party(Readable row) {
        return new Party(
                new AccountId(Columns.uuid(row, "account_id")),
                Math.toIntExact(Columns.number(row, "place")),
                row.get("signed_at", Instant.class),
                row.get("address", String.class),
                row.get("address_salt", String.class),
                row.get("address_commitment", String.class));
    }
}
