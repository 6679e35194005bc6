package org.backlot.identity.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.backlot.identity.api.NafathTransactionId;
import org.backlot.identity.api.NafathVerdict;
import org.backlot.identity.api.NationalId;
import org.jspecify.annotations.Nullable;

/**
 * What the provider sends when a holder has answered, in the names of Authentica. Texts, and all of them optional: what is
 * wrong in a notice is nobody's business before its password is known to be right. What else comes along is not looked at.
 *
 * @param status {@code COMPLETED} or {@code REJECTED}; no other one is documented
 * @param password the secret that was agreed on; there is no signature
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record NafathNotice(
        @JsonProperty("TransactionId") @Nullable String transactionId,
        @JsonProperty("NationalId") @Nullable String nationalId,
        @JsonProperty("Status") @Nullable String status,
        @JsonProperty("Password") @Nullable String password) {

    /** A notice that says something. */
    record Told(NafathTransactionId transactionId, NationalId nationalId, NafathVerdict verdict) {}

    /** What it says; empty where it can be about no request of ours. */
    Optional<Told> told() {
        return verdict().flatMap(verdict -> {
            try {
                return Optional.of(new Told(
                        new NafathTransactionId(given(transactionId)), new NationalId(given(nationalId)), verdict));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        });
    }

    private Optional<NafathVerdict> verdict() {
        return switch (given(status)) {
            case "COMPLETED" -> Optional.of(NafathVerdict.CONFIRMED);
            case "REJECTED" -> Optional.of(NafathVerdict.DECLINED);
            default -> Optional.empty();
        };
    }

    String givenPassword() {
        return given(password);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Nothing of it: it holds a secret and a national ID. */
    @Override
    public String toString() {
        return "NafathNotice[…]";
    }
}
