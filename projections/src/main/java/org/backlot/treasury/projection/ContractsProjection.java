package org.backlot.treasury.projection;

import java.time.ZoneOffset;
import java.util.List;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.personal.Personal;
import org.backlot.treasury.api.ContractEvent;
import org.backlot.treasury.api.ContractEvent.ContractCompleted;
import org.backlot.treasury.api.ContractEvent.ContractDrafted;
import org.backlot.treasury.api.ContractEvent.ContractSigned;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Contracts with their terms and signatures (TRE-3). The address somebody signed from is shown until they are erased; what
 * the hash covers, its commitment, stays.
 */
@Component
public final class ContractsProjection implements Projection {
    private final JdbcClient jdbc;

    public ContractsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "contracts";
    }

    @Override
    public List<String> tables() {
        return List.of("contract", "signatory");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ContractEvent _, AccountErased _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case ContractDrafted event -> drafted(event);
            case ContractSigned event -> signed(event);
            case ContractCompleted event ->
                jdbc.sql("update contract set hash = ?, completed_at = ? where contract_id = ?")
                        .params(
                                event.hash(),
                                event.at().atOffset(ZoneOffset.UTC),
                                event.contractId().value())
                        .update();
            case AccountErased event ->
                jdbc.sql("update signatory set address = :erased, address_salt = :erased"
                                + " where account_id = :account and signed_at is not null")
                        .param("erased", Personal.ERASED)
                        .param("account", event.accountId().value())
                        .update();
            default -> {}
        }
    }

    private void drafted(ContractDrafted event) {
        jdbc.sql("""
                        insert into contract (contract_id, project_id, workspace_id, title, terms, terms_digest, currency,
                            amount, drafted_by, drafted_at)
                        values (:contract, :project, :workspace, :title, :terms, :digest, :currency, :amount, :by, :at)
                        """)
                .param("contract", event.contractId().value())
                .param("project", event.projectId().value())
                .param("workspace", event.workspaceId().value())
                .param("title", event.title())
                .param("terms", event.terms())
                .param("digest", event.termsDigest())
                .param("currency", event.amount().currency().getCurrencyCode())
                .param("amount", event.amount().minorUnits())
                .param("by", event.draftedBy().value())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .update();
        for (int place = 0; place < event.signatories().size(); place++) {
            jdbc.sql("insert into signatory (contract_id, place, account_id) values (?, ?, ?)")
                    .params(
                            event.contractId().value(),
                            place,
                            event.signatories().get(place).value())
                    .update();
        }
    }

    private void signed(ContractSigned event) {
        jdbc.sql("""
                        update signatory set signed_at = :at, address = :address, address_salt = :salt,
                            address_commitment = :commitment
                        where contract_id = :contract and place = :place
                        """)
                .param("at", event.signedAt().atOffset(ZoneOffset.UTC))
                .param("address", event.address().shown(NetworkAddress::value))
                .param("salt", event.addressSalt().shown(salt -> salt))
                .param("commitment", event.addressCommitment())
                .param("contract", event.contractId().value())
                .param("place", event.place())
                .update();
    }
}
