package org.backlot.logistics.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.logistics.command.dispatch.Journey.ASSISTANT;
import static org.backlot.logistics.command.dispatch.Journey.DISPATCH;
import static org.backlot.logistics.command.dispatch.Journey.INITIALIZE;
import static org.backlot.logistics.command.dispatch.Journey.INITIALIZED;
import static org.backlot.logistics.command.dispatch.Journey.PROJECT;
import static org.backlot.logistics.command.dispatch.Journey.START;
import static org.backlot.logistics.command.dispatch.Journey.STRANGER;
import static org.backlot.logistics.command.dispatch.Journey.UNIT_LEAD;
import static org.backlot.logistics.command.dispatch.Journey.VENDOR;
import static org.backlot.logistics.command.dispatch.Journey.begun;
import static org.backlot.logistics.command.dispatch.Journey.code;

import java.time.Duration;
import org.backlot.logistics.api.DispatchCommand.InitializeDispatch;
import org.backlot.logistics.api.DispatchEvent.CustodyTransferred;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.logistics.api.DispatchEvent.HandoffOffered;
import org.backlot.logistics.api.DispatchEvent.HandoffScanned;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.logistics.api.LogisticsRejection;
import org.backlot.shared.CommonRejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a dispatch allows and refuses, in the words of the people who move gear. */
class DispatchTest {
    @Test
    @DisplayName("LOG-1: a dispatched asset begins in its vendor's hands")
    void begins_with_the_vendor() {
        var journey = begun();

        assertThat(journey.events()).containsExactly(INITIALIZED);
        assertThat(journey.state().status()).isEqualTo(DispatchStatus.WITH_VENDOR);
        journey.reportsPosition(VENDOR);
    }

    @Test
    @DisplayName("LOG-1: initializing again with the same facts does nothing, with others it is refused")
    void initializes_once() {
        var journey = begun();

        assertThat(journey.later(Duration.ofHours(1)).initialize(INITIALIZE).events())
                .containsExactly(INITIALIZED);
        var other = new InitializeDispatch(
                DISPATCH,
                PROJECT,
                INITIALIZE.workspaceId(),
                INITIALIZE.bookingId(),
                INITIALIZE.assetId(),
                "Another camera",
                VENDOR);
        journey.refuses(CommonRejection.ID_TAKEN, j -> j.initialize(other));
    }

    @Test
    @DisplayName("LOG-2: custody moves when the receiver has scanned and the holder has confirmed")
    void changes_hands() {
        var journey = begun().offers(VENDOR, UNIT_LEAD, code(1));
        assertThat(journey.state().status()).isEqualTo(DispatchStatus.OFFERED);

        journey.later(Duration.ofSeconds(20)).presents(UNIT_LEAD, code(1));
        assertThat(journey.state().status()).isEqualTo(DispatchStatus.SCANNED);
        journey.reportsPosition(VENDOR);
        journey.refuses(LogisticsRejection.NOT_THE_HOLDER, j -> j.reportsPosition(UNIT_LEAD));

        journey.later(Duration.ofSeconds(10)).presents(VENDOR, code(1));
        assertThat(journey.state().status()).isEqualTo(DispatchStatus.ON_SET);
        journey.reportsPosition(UNIT_LEAD);
        journey.refuses(LogisticsRejection.NOT_THE_HOLDER, j -> j.reportsPosition(VENDOR));
        assertThat(journey.events())
                .containsExactly(
                        INITIALIZED,
                        new HandoffOffered(
                                DISPATCH, PROJECT, code(1), VENDOR, UNIT_LEAD, START.plusSeconds(300), START),
                        new HandoffScanned(DISPATCH, PROJECT, code(1), UNIT_LEAD, START.plusSeconds(20)),
                        new CustodyTransferred(DISPATCH, PROJECT, code(1), VENDOR, UNIT_LEAD, START.plusSeconds(30)));
    }

    @Test
    @DisplayName("LOG-1: handing the gear back to its vendor ends the journey in the same decision")
    void returns() {
        var journey = begun().handsOver(VENDOR, UNIT_LEAD, code(1)).handsOver(UNIT_LEAD, VENDOR, code(2));

        assertThat(journey.events())
                .endsWith(
                        new CustodyTransferred(DISPATCH, PROJECT, code(2), UNIT_LEAD, VENDOR, START),
                        new GearReturned(DISPATCH, PROJECT, VENDOR, START));
        assertThat(journey.state().status()).isEqualTo(DispatchStatus.RETURNED);
        assertThat(journey.initialize(INITIALIZE).events()).hasSize(8);
        journey.refuses(LogisticsRejection.GEAR_ALREADY_RETURNED, j -> j.offers(VENDOR, UNIT_LEAD, code(3)));
        journey.refuses(LogisticsRejection.GEAR_ALREADY_RETURNED, j -> j.reportsPosition(VENDOR));
        journey.refuses(LogisticsRejection.HANDOFF_CODE_USED, j -> j.presents(UNIT_LEAD, code(2)));
    }

    @Test
    @DisplayName("LOG-2: a second scan is refused, before and after the confirmation")
    void scans_once() {
        var journey = begun().offers(VENDOR, UNIT_LEAD, code(1)).presents(UNIT_LEAD, code(1));
        journey.refuses(LogisticsRejection.HANDOFF_CODE_USED, j -> j.presents(UNIT_LEAD, code(1)));

        journey.presents(VENDOR, code(1));
        journey.refuses(LogisticsRejection.HANDOFF_CODE_USED, j -> j.presents(UNIT_LEAD, code(1)));
        journey.refuses(LogisticsRejection.HANDOFF_CODE_USED, j -> j.presents(VENDOR, code(1)));
    }

    @Test
    @DisplayName("LOG-2: a stranger's scan is refused at every stage")
    void names_its_receiver() {
        var journey = begun().offers(VENDOR, UNIT_LEAD, code(1));
        journey.refuses(LogisticsRejection.HANDOFF_NOT_FOR_YOU, j -> j.presents(STRANGER, code(1)));
        journey.refuses(LogisticsRejection.HANDOFF_NOT_FOR_YOU, j -> j.presents(ASSISTANT, code(1)));
        journey.presents(UNIT_LEAD, code(1));
        journey.refuses(LogisticsRejection.HANDOFF_NOT_FOR_YOU, j -> j.presents(STRANGER, code(1)));
        journey.presents(VENDOR, code(1));
        journey.refuses(LogisticsRejection.HANDOFF_NOT_FOR_YOU, j -> j.presents(STRANGER, code(1)));
    }

    @Test
    @DisplayName("LOG-2: a code can be scanned until the last millisecond of its time and not after")
    void expires() {
        var journey = begun().offers(VENDOR, UNIT_LEAD, code(1), Duration.ofSeconds(30));
        journey.later(Duration.ofSeconds(30));
        journey.refuses(LogisticsRejection.HANDOFF_CODE_EXPIRED, j -> j.presents(UNIT_LEAD, code(1)));
        journey.refuses(LogisticsRejection.HANDOFF_CODE_EXPIRED, j -> j.presents(VENDOR, code(1)));

        var inTime = begun().offers(VENDOR, UNIT_LEAD, code(1), Duration.ofSeconds(30))
                .later(Duration.ofMillis(29_999))
                .presents(UNIT_LEAD, code(1));
        assertThat(inTime.state().status()).isEqualTo(DispatchStatus.SCANNED);
    }

    @Test
    @DisplayName("LOG-2: a holder whose phone was offline confirms a scan that was in time after the code's time")
    void confirms_late() {
        var journey = begun().offers(VENDOR, UNIT_LEAD, code(1), Duration.ofSeconds(30))
                .presents(UNIT_LEAD, code(1))
                .later(Duration.ofHours(3))
                .presents(VENDOR, code(1));

        assertThat(journey.state().status()).isEqualTo(DispatchStatus.ON_SET);
    }

    @Test
    @DisplayName("LOG-2: the holder cannot confirm before the scan")
    void scan_comes_first() {
        begun().offers(VENDOR, UNIT_LEAD, code(1))
                .refuses(LogisticsRejection.HANDOFF_NOT_SCANNED, j -> j.presents(VENDOR, code(1)));
    }

    @Test
    @DisplayName("LOG-2: a newer offer voids the older one, scanned or not")
    void supersedes() {
        var journey = begun().offers(VENDOR, UNIT_LEAD, code(1)).offers(VENDOR, ASSISTANT, code(2));
        journey.refuses(LogisticsRejection.HANDOFF_SUPERSEDED, j -> j.presents(UNIT_LEAD, code(1)));

        journey.presents(ASSISTANT, code(2)).offers(VENDOR, UNIT_LEAD, code(3));
        journey.refuses(LogisticsRejection.HANDOFF_SUPERSEDED, j -> j.presents(VENDOR, code(2)));
        journey.presents(UNIT_LEAD, code(3)).presents(VENDOR, code(3)).reportsPosition(UNIT_LEAD);
    }

    @Test
    @DisplayName("LOG-2: the same offer again changes nothing and voids nothing, another one under its code is refused")
    void offers_once() {
        var journey = begun().offers(VENDOR, UNIT_LEAD, code(1));
        var before = journey.events();

        assertThat(journey.later(Duration.ofSeconds(5))
                        .offers(VENDOR, UNIT_LEAD, code(1))
                        .events())
                .isEqualTo(before);
        assertThat(journey.state().expiryOf(code(1))).isEqualTo(START.plusSeconds(300));
        journey.refuses(CommonRejection.ID_TAKEN, j -> j.offers(VENDOR, ASSISTANT, code(1)));
        journey.refuses(CommonRejection.ID_TAKEN, j -> j.offers(VENDOR, UNIT_LEAD, code(1), Duration.ofSeconds(31)));
    }

    @Test
    @DisplayName("LOG-2: a code that was never offered is refused as forged")
    void knows_its_codes() {
        begun().offers(VENDOR, UNIT_LEAD, code(1))
                .refuses(LogisticsRejection.HANDOFF_CODE_FORGED, j -> j.presents(UNIT_LEAD, code(2)));
    }

    @Test
    @DisplayName("LOG-3: only the holder may hand the gear on, and not to themselves")
    void only_the_holder_offers() {
        var journey = begun().handsOver(VENDOR, UNIT_LEAD, code(1));

        journey.refuses(LogisticsRejection.NOT_THE_HOLDER, j -> j.offers(VENDOR, ASSISTANT, code(2)));
        journey.refuses(LogisticsRejection.NOT_THE_HOLDER, j -> j.offers(STRANGER, ASSISTANT, code(2)));
        journey.refuses(LogisticsRejection.HANDOFF_TO_SELF, j -> j.offers(UNIT_LEAD, UNIT_LEAD, code(2)));
    }

    @Test
    @DisplayName("LOG-3: a receiver must work on the project or be the vendor, at the offer and at the confirmation")
    void only_authorised_receivers() {
        var journey = begun();
        journey.refuses(LogisticsRejection.RECEIVER_NOT_AUTHORISED, j -> j.offers(VENDOR, STRANGER, code(1)));

        journey.offers(VENDOR, UNIT_LEAD, code(1)).presents(UNIT_LEAD, code(1)).leavesTheProject(UNIT_LEAD);
        journey.refuses(LogisticsRejection.RECEIVER_NOT_AUTHORISED, j -> j.presents(VENDOR, code(1)));
        journey.joinsTheProject(UNIT_LEAD).presents(VENDOR, code(1)).reportsPosition(UNIT_LEAD);
    }

    @Test
    @DisplayName("LOG-3: nobody hands gear to an account that was erased")
    void receivers_are_active() {
        begun().isErased(UNIT_LEAD)
                .refuses(LogisticsRejection.RECEIVER_NOT_AUTHORISED, j -> j.offers(VENDOR, UNIT_LEAD, code(1)));
    }

    @Test
    @DisplayName("LOG-2: a code is valid for 30 to 900 seconds")
    void bounds_validity() {
        var journey = begun();
        for (var seconds : new int[] {-1, 0, 29, 901, Integer.MAX_VALUE}) {
            journey.refuses(
                    CommonRejection.FIELD_INVALID,
                    j -> j.offers(VENDOR, UNIT_LEAD, code(1), Duration.ofSeconds(seconds)));
        }
        journey.offers(VENDOR, UNIT_LEAD, code(2), Duration.ofSeconds(30))
                .offers(VENDOR, UNIT_LEAD, code(3), Duration.ofSeconds(900));
        assertThat(journey.events()).hasSize(3);
    }
}
