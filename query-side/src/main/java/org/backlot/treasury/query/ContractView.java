package org.backlot.treasury.query;

import java.time.Instant;
import java.util.List;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.jspecify.annotations.Nullable;

/**
 * A contract as its parties see it. It says nothing of the project but its own terms.
 *
 * @param terms the canonical JSON (RFC 8785), as text: a reader that parsed and wrote it again might change a byte
 * @param termsDigest what each signatory signs
 * @param nextPlace whose turn it is, from 0; absent once all have signed
 * @param hash over terms and signatures; absent until all have signed
 */
public record ContractView(
        ContractId contractId,
        String title,
        String terms,
        String termsDigest,
        Money amount,
        List<Signatory> signatories,
        @Nullable Integer nextPlace,
        @Nullable String hash,
        Instant draftedAt,
        @Nullable Instant completedAt) {
    public ContractView {
        signatories = List.copyOf(signatories);
    }

    /**
     * A party.
     *
     * @param place their turn, from 0
     * @param signedAt absent until they have signed
     * @param address where they signed from: {@code [erased]} after an erasure, absent for whoever may not see it
     */
    public record Signatory(
            AccountId accountId,
            int place,
            @Nullable Instant signedAt,
            @Nullable String address,
            @Nullable String addressCommitment) {}
}
