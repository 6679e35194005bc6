package org.backlot.logistics.command.dispatch;

import static org.backlot.logistics.command.dispatch.Journey.DISPATCH;
import static org.backlot.logistics.command.dispatch.Journey.INITIALIZE;
import static org.backlot.logistics.command.dispatch.Journey.INITIALIZED;
import static org.backlot.logistics.command.dispatch.Journey.PROJECT;
import static org.backlot.logistics.command.dispatch.Journey.START;
import static org.backlot.logistics.command.dispatch.Journey.STRANGER;
import static org.backlot.logistics.command.dispatch.Journey.UNIT_LEAD;
import static org.backlot.logistics.command.dispatch.Journey.VENDOR;
import static org.backlot.logistics.command.dispatch.Journey.code;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.backlot.logistics.api.DispatchCommand.CheckHolder;
import org.backlot.logistics.api.DispatchCommand.OfferHandoff;
import org.backlot.logistics.api.DispatchCommand.PresentHandoffCode;
import org.backlot.logistics.api.DispatchEvent.CustodyTransferred;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.logistics.api.DispatchEvent.HandoffOffered;
import org.backlot.logistics.api.DispatchEvent.HandoffScanned;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That the aggregate hands every command to the rules and keeps what they say. */
class DispatchAggregateTest {
    private final FixtureConfiguration<DispatchAggregate> fixture = new AggregateTestFixture<>(DispatchAggregate.class);

    @BeforeEach
    void knows_the_people() {
        fixture.registerInjectableResource(Clock.fixed(START, ZoneOffset.UTC));
        fixture.registerInjectableResource(new Crew() {
            @Override
            public boolean active(AccountId account) {
                return true;
            }

            @Override
            public boolean includes(AccountId account, ProjectId project) {
                return account.equals(UNIT_LEAD);
            }
        });
    }

    @Test
    @DisplayName("LOG-1: initializing begins the stream, and again does nothing")
    void initializes() {
        fixture.givenNoPriorActivity().when(INITIALIZE).expectEvents(INITIALIZED);
        fixture.given(INITIALIZED).when(INITIALIZE).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    @DisplayName("LOG-2: an offer answers when its code expires")
    void offers() {
        fixture.given(INITIALIZED)
                .when(new OfferHandoff(DISPATCH, code(1), VENDOR, UNIT_LEAD, Duration.ofSeconds(60)))
                .expectEvents(offered(VENDOR, UNIT_LEAD, 1))
                .expectResultMessagePayload(START.plusSeconds(60));
    }

    @Test
    @DisplayName("LOG-2: scan and confirmation answer the status reached")
    void shakes_hands() {
        fixture.given(INITIALIZED, offered(VENDOR, UNIT_LEAD, 1))
                .when(new PresentHandoffCode(DISPATCH, code(1), UNIT_LEAD))
                .expectEvents(scanned(UNIT_LEAD, 1))
                .expectResultMessagePayload(DispatchStatus.SCANNED);
        fixture.given(INITIALIZED, offered(VENDOR, UNIT_LEAD, 1), scanned(UNIT_LEAD, 1))
                .when(new PresentHandoffCode(DISPATCH, code(1), VENDOR))
                .expectEvents(transferred(VENDOR, UNIT_LEAD, 1))
                .expectResultMessagePayload(DispatchStatus.ON_SET);
        fixture.given(INITIALIZED, transferred(VENDOR, UNIT_LEAD, 1), offered(UNIT_LEAD, VENDOR, 2), scanned(VENDOR, 2))
                .when(new PresentHandoffCode(DISPATCH, code(2), UNIT_LEAD))
                .expectEvents(transferred(UNIT_LEAD, VENDOR, 2), new GearReturned(DISPATCH, PROJECT, VENDOR, START))
                .expectResultMessagePayload(DispatchStatus.RETURNED);
    }

    @Test
    @DisplayName("LOG-4: asking who may report a position leaves no event")
    void checks_the_holder() {
        fixture.given(INITIALIZED)
                .when(new CheckHolder(DISPATCH, VENDOR))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        fixture.given(INITIALIZED)
                .when(new CheckHolder(DISPATCH, STRANGER))
                .expectNoEvents()
                .expectException(Rejection.class);
    }

    @Test
    @DisplayName("LOG-2: a dispatch that never began is not found")
    void needs_a_beginning() {
        fixture.givenNoPriorActivity()
                .when(new PresentHandoffCode(DISPATCH, code(1), UNIT_LEAD))
                .expectException(AggregateNotFoundException.class);
    }

    private static HandoffOffered offered(AccountId from, AccountId to, int code) {
        return new HandoffOffered(DISPATCH, PROJECT, code(code), from, to, START.plusSeconds(60), START);
    }

    private static HandoffScanned scanned(AccountId by, int code) {
        return new HandoffScanned(DISPATCH, PROJECT, code(code), by, START);
    }

    private static CustodyTransferred transferred(AccountId from, AccountId to, int code) {
        return new CustodyTransferred(DISPATCH, PROJECT, code(code), from, to, START);
    }
}
