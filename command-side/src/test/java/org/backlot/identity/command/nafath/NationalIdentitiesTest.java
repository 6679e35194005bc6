package org.backlot.identity.command.nafath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.identity.api.NationalId;
import org.backlot.platform.command.Claims;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NationalIdentitiesTest {
    private static final AccountId NOURA = new AccountId(new UUID(5, 1));
    private static final NationalId HERS = new NationalId("1074563204");

    @Test
    @DisplayName(
            "IDN-8: who proves a national ID that another account took a moment ago looks again, and is not refused")
    void taken_a_moment_ago() {
        var identities = new NationalIdentities(new TakenMeanwhile());
        assertThat(identities.isHeldByAnother(HERS, NOURA)).isFalse();

        assertThatThrownBy(() -> identities.prove(HERS, NOURA)).isInstanceOf(ConcurrencyException.class);
    }

    /** Free when it was looked at, and another's when it is claimed. */
    private static final class TakenMeanwhile implements Claims {
        @Override
        public void claim(String kind, String value, String owner, RejectionCode taken) {
            throw Rejection.of(taken);
        }

        @Override
        public Optional<String> ownerOf(String kind, String value) {
            return Optional.empty();
        }

        @Override
        public void releaseAll(String owner) {}
    }
}
