package org.backlot.treasury.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;

/** The life of a pre-production agreement (PPA): drafted, signed by each party in order, complete. */
public sealed interface ContractEvent extends Event {
    ContractId contractId();

    @Override
    default String stream() {
        return "contract/" + contractId();
    }

    @EventName("treasury.ContractDrafted")
    @Revision("1")
    record ContractDrafted(
            ContractId contractId,
            ProjectId projectId,
            WorkspaceId workspaceId,
            @NotPersonal("the title of a contract") String title,

            @NotPersonal("the terms in canonical JSON (RFC 8785); parties are named by account id")
            String terms,

            @NotPersonal("SHA-256 of the canonical terms, in hexadecimal")
            String termsDigest,

            List<AccountId> signatories,
            Money amount,
            AccountId draftedBy,
            Instant at)
            implements ContractEvent {
        public ContractDrafted {
            signatories = List.copyOf(signatories);
        }
    }

    /**
     * One party signed.
     *
     * @param place the signatory's place in the order, from 0
     * @param address from where; personal, so the hash covers its commitment and not the address itself
     * @param addressCommitment SHA-256 over a random salt and the address; it stays when the address is erased
     */
    @EventName("treasury.ContractSigned")
    @Revision("1")
    record ContractSigned(
            ContractId contractId,
            ProjectId projectId,
            AccountId signatory,
            int place,
            @PersonalData(subject = "signatory") Personal<NetworkAddress> address,
            @PersonalData(subject = "signatory") Personal<String> addressSalt,

            @NotPersonal("SHA-256 over a random salt and the address")
            String addressCommitment,

            Instant signedAt)
            implements ContractEvent {}

    /** Every party has signed. The hash is SHA-256 over the canonical JSON of terms and signatures. */
    @EventName("treasury.ContractCompleted")
    @Revision("1")
    record ContractCompleted(
            ContractId contractId,
            ProjectId projectId,

            @NotPersonal("SHA-256 over terms and signatures, in hexadecimal")
            String hash,

            Instant at)
            implements ContractEvent {}
}
