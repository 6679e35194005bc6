package org.backlot.identity.command.nafath;

import java.time.Instant;
import org.backlot.identity.api.NafathCode;
import org.backlot.identity.api.NafathCommand.RequestNafath;
import org.backlot.identity.api.NafathSheet;
import org.backlot.identity.api.NafathStatus;
import org.backlot.identity.api.NafathTransactionId;
import org.backlot.identity.api.NationalId;
import org.backlot.shared.id.NafathRequestId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/** The last request of an account: the provider is asked, then the holder, and then it is over, once. */
sealed interface NafathRequest {
    /**
     * What does not change from its beginning to its end.
     *
     * @param expiresAt from this moment on no answer counts, whether the deadline has run or not
     */
    record Terms(NafathRequestId requestId, Personal<NationalId> nationalId, boolean renewal, Instant expiresAt) {
        boolean isOpenAt(Instant now) {
            return now.isBefore(expiresAt);
        }

        boolean sameAs(RequestNafath command) {
            return nationalId.equals(command.nationalId()) && renewal == command.renewal();
        }

        NafathSheet sheet(NafathStatus status, @Nullable NafathCode code, boolean ask) {
            return new NafathSheet(requestId, status, code, expiresAt, ask);
        }
    }

    /** There was none yet. */
    record None() implements NafathRequest {}

    /** The provider has not answered yet. */
    record Asked(Terms terms) implements NafathRequest {}

    /** The holder has not answered yet. */
    record Prompted(Terms terms, Personal<NafathTransactionId> transactionId, Personal<NafathCode> code)
            implements NafathRequest {
        /** Erased values match nothing. */
        boolean isAbout(NafathTransactionId transaction, NationalId nationalId) {
            return transactionId.value().filter(transaction::equals).isPresent()
                    && terms.nationalId().value().filter(nationalId::equals).isPresent();
        }
    }

    record Over(Terms terms, NafathStatus how) implements NafathRequest {}

    /** The person is gone, and no request follows. */
    record Forgotten() implements NafathRequest {}
}
