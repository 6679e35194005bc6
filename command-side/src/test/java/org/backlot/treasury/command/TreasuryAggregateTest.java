// The aggregate hands commands to the rules and answers with what they led to.
package org.backlot.treasury.command;

import static org.backlot.treasury.command.Production.*;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.platform.command.Claims;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.treasury.api.EscrowReceipt;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.backlot.treasury.api.TreasuryEvent.TreasuryOpened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TreasuryAggregateTest {
    private final AggregateTestFixture<TreasuryAggregate> fixture = new AggregateTestFixture<>(TreasuryAggregate.class);
    private final ClaimsInMemory claims = new ClaimsInMemory();

    @BeforeEach
    void registers() {
        fixture.registerInjectableResource(Clock.fixed(MORNING, ZoneOffset.UTC));
        fixture.registerInjectableResource(claims);
    }

    @Test
    @DisplayName("TRE-2: a lock answers with how the escrow stands")
    void locks() {
        fixture.givenCommands(open(1_000))
                .when(lock(1, 400))
                .expectResultMessagePayload(
                        new EscrowReceipt(escrow(1), PROJECT, CONTRACT, EscrowStatus.LOCKED, sar(400), sar(400)));
    }

    @Test
    @DisplayName("TRE-1: a project's treasury opens with its budget")
    void opens() {
        fixture.givenNoPriorActivity()
                .when(open(1_000))
                .expectEvents(new TreasuryOpened(
                        PROJECT, WORKSPACE, sar(1_000), Movements.funding(PROJECT, sar(1_000)), MORNING));
    }

    @Test
    @DisplayName("TRE-2: an escrow's id that names money of another project is refused")
    void foreign_escrow_id() {
        claims.claim("escrow", escrow(1).toString(), "treasury/another", CommonRejection.ID_TAKEN);

        fixture.givenCommands(open(1_000))
                .when(lock(1, 400))
                .expectException(Rejection.class)
                .expectNoEvents();
    }

    @Test
    @DisplayName(
            "TRE-4: a release pays once and says so; of a hold that was given back it says no, and changes nothing")
    void releases() {
        fixture.givenCommands(open(1_000), lock(1, 400))
                .when(release(1, complete()))
                .expectEvents(new EscrowReleased(
                        PROJECT,
                        escrow(1),
                        VENDOR,
                        sar(400),
                        complete(),
                        Movements.payment(escrow(1), 0, sar(400)),
                        MORNING))
                .expectResultMessagePayload(true);
    }

    @Test
    @DisplayName("TRE-4: a release of a hold that was given back or is disputed answers no and changes nothing")
    void too_late() {
        fixture.givenCommands(open(1_000), lock(1, 400), refund(1))
                .when(release(1, complete()))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    private static final class ClaimsInMemory implements Claims {
        private final Map<String, String> owners = new HashMap<>();

        @Override
        public void claim(String kind, String value, String owner, RejectionCode taken) {
            if (!owners.computeIfAbsent(kind + "/" + value, _ -> owner).equals(owner)) {
                throw Rejection.of(taken);
            }
        }

        @Override
        public Optional<String> ownerOf(String kind, String value) {
            return Optional.ofNullable(owners.get(kind + "/" + value));
        }

        @Override
        public void releaseAll(String owner) {
            owners.values().removeIf(owner::equals);
        }
    }
}
