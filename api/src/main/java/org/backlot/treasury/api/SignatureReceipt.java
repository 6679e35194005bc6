package org.backlot.treasury.api;

import java.time.Instant;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.jspecify.annotations.Nullable;

/**
 * One signature as the contract keeps it. Signing again gives the same receipt.
 *
 * @param place the signatory's place in the order, from 0
 * @param addressCommitment SHA-256 over a salt and the address signed from
 * @param contractHash the hash of the complete contract; only on the receipt of the last signatory
 */
public record SignatureReceipt(
        ContractId contractId,
        AccountId signatory,
        int place,
        Instant signedAt,
        String addressCommitment,
        @Nullable String contractHash) {}
