package org.backlot.treasury.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.personal.Personal;

/**
 * Makes and checks the hashes of a contract (TRE-3; CLAP week 4, {@code generateLegalHash}). Plain Java with nothing but
 * the JDK, so that whoever holds an evidence bundle can check it without our database, or write the same check in another
 * language from these few lines.
 */
public final class ContractProof {
    private ContractProof() {}

    /**
     * What the hash of a contract covers: the canonical JSON (RFC 8785) of
     * {@code {"contractId","signatures":[{"addressCommitment","place","signatory","signedAt"}],"terms"}}. Every value but
     * the terms is an id, a digest, an instant or a small number, which need no escaping; so with the names in order and
     * the terms already canonical, plain concatenation is the canonical form.
     *
     * @param terms in canonical form
     */
    public static String hashedText(ContractId contractId, String terms, List<ContractEvidence.Signature> signatures) {
        return signatures.stream()
                .map(s -> "{\"addressCommitment\":\"%s\",\"place\":%d,\"signatory\":\"%s\",\"signedAt\":\"%s\"}"
                        .formatted(s.addressCommitment(), s.place(), s.signatory(), s.signedAt()))
                .collect(Collectors.joining(
                        ",", "{\"contractId\":\"" + contractId + "\",\"signatures\":[", "],\"terms\":" + terms + "}"));
    }

    /** The hash of a complete contract, in lower-case hexadecimal. */
    public static String hash(ContractId contractId, String terms, List<ContractEvidence.Signature> signatures) {
        return Sha256.hex(hashedText(contractId, terms, signatures));
    }

    /** The digest that a signatory signs, in lower-case hexadecimal. */
    public static String termsDigest(String canonicalTerms) {
        return Sha256.hex(canonicalTerms);
    }

    /** Binds a signature to an address without showing it; in lower-case hexadecimal. */
    public static String addressCommitment(String salt, String address) {
        return Sha256.hex(salt + "\n" + address);
    }

    /**
     * Recomputes everything in the bundle.
     *
     * @return the JSON paths of what does not fit, in order; empty where the bundle is sound. {@code hash} alone means that
     *     the contract's id, its terms or a signature differ from what was hashed.
     */
    public static List<String> differences(ContractEvidence evidence) {
        var differing = new ArrayList<String>();
        if (!termsDigest(evidence.terms()).equals(evidence.termsDigest())) {
            differing.add("termsDigest");
        }
        for (int i = 0; i < evidence.signatures().size(); i++) {
            var signature = evidence.signatures().get(i);
            if (signature.place() != i) {
                differing.add("signatures[%d].place".formatted(i));
            }
            if (!addressFits(signature)) {
                differing.add("signatures[%d].addressCommitment".formatted(i));
            }
        }
        if (!hash(evidence.contractId(), evidence.terms(), evidence.signatures())
                .equals(evidence.hash())) {
            differing.add("hash");
        }
        return List.copyOf(differing);
    }

    // An address that was erased or may not be seen cannot be checked; its commitment is still covered by the hash.
    private static boolean addressFits(ContractEvidence.Signature signature) {
        var address = signature.address();
        var salt = signature.addressSalt();
        if (address == null || salt == null) {
            return address == null && salt == null;
        }
        if (address.equals(Personal.ERASED) && salt.equals(Personal.ERASED)) {
            return true;
        }
        return addressCommitment(salt, address).equals(signature.addressCommitment());
    }
}
