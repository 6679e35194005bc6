package org.backlot.treasury.api;

import java.util.List;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.shared.Command;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;

/** What may be asked of one contract (TRE-3). */
public sealed interface ContractCommand extends Command {
    ContractId contractId();

    @Override
    default String stream() {
        return "contract/" + contractId();
    }

    /**
     * Lays the terms before the parties.
     *
     * @param terms a JSON object as text; kept in canonical form (RFC 8785)
     * @param signatories who signs, in this order; 1 to 20, none twice
     */
    record DraftContract(
            ContractId contractId,
            ProjectId projectId,
            WorkspaceId workspaceId,
            String title,
            String terms,
            List<AccountId> signatories,
            Money amount,
            AccountId draftedBy)
            implements ContractCommand {
        public DraftContract {
            signatories = List.copyOf(signatories);
        }
    }

    /**
     * Signs; answered with a {@link SignatureReceipt}.
     *
     * @param termsDigest SHA-256 of the canonical terms that the signatory has read, in lower-case hexadecimal
     * @param remote where the signature came from
     */
    record SignContract(ContractId contractId, AccountId signatory, String termsDigest, NetworkAddress remote)
            implements ContractCommand {}
}
