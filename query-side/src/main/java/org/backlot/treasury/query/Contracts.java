package org.backlot.treasury.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.View;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.treasury.api.ContractEvidence;
import org.backlot.treasury.api.TreasuryRejection;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads contracts as one reader may see them: a lead sees every address, a signatory their own. */
@Component
final class Contracts {
    private final View view;

    @Autowired
    Contracts(DatabaseClient database) {
        this(View.live(database, "contracts"));
    }

    private Contracts(View view) {
        this.view = view;
    }

    /** The same reads of a view as it was. */
    Contracts of(View other) {
        return new Contracts(other);
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

    /** A contract, or {@code NOT_FOUND}. */
    Mono<ContractView> one(ContractId contract, AccountId reader, boolean lead) {
        return read(contract, reader, lead)
                .map(read -> new ContractView(
                        contract,
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

    /** The evidence of a complete contract, or {@code CONTRACT_NOT_COMPLETE} or {@code NOT_FOUND}. */
    Mono<ContractEvidence> evidence(ContractId contract, AccountId reader, boolean lead) {
        return read(contract, reader, lead).map(read -> {
            var hash = read.terms().hash();
            if (hash == null) {
                throw Rejection.of(TreasuryRejection.CONTRACT_NOT_COMPLETE)
                        .with("nextPlace", Optional.ofNullable(read.nextPlace()).orElse(0));
            }
            return new ContractEvidence(
                    contract,
                    read.terms().terms(),
                    read.terms().digest(),
                    read.parties().stream().map(Party::signature).toList(),
                    hash);
        });
    }

    private Mono<Read> read(ContractId contract, AccountId reader, boolean lead) {
        return Mono.zip(
                terms(contract),
                parties(contract)
                        .map(parties -> parties.stream()
                                .map(party -> party.asSeenBy(reader, lead))
                                .toList()),
                Read::new);
    }

    private Mono<Terms> terms(ContractId contract) {
        return view.sql("select * from {view}.contract where contract_id = :contract")
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
        return view.sql("select * from {view}.signatory where contract_id = :contract order by place")
                .bind("contract", contract.value())
                .map(Contracts::party)
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
