package org.backlot.treasury.api;

import java.time.Instant;
import java.util.List;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.jspecify.annotations.Nullable;

/**
 * Everything somebody needs to recompute the hash of a complete contract without us; {@link ContractProof} does it.
 *
 * @param terms the canonical terms (RFC 8785), byte for byte as they were hashed
 * @param termsDigest SHA-256 of the terms, in hexadecimal
 * @param signatures in signing order
 * @param hash SHA-256 over the canonical JSON of contract id, signatures and terms, in hexadecimal
 */
public record ContractEvidence(
        ContractId contractId, String terms, String termsDigest, List<Signature> signatures, String hash) {
    public ContractEvidence {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature of the bundle.
     *
     * @param place from 0
     * @param addressCommitment SHA-256 over salt and address; the hash covers this and not the address
     * @param address where it was signed from: {@code [erased]} after an erasure, absent for whoever may not see it
     * @param addressSalt like the address
     */
    public record Signature(
            AccountId signatory,
            int place,
            Instant signedAt,
            String addressCommitment,
            @Nullable String address,
            @Nullable String addressSalt) {}
}
