package org.backlot.logistics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.Capability;
import org.backlot.identity.api.CrewEvent.CapabilitiesSet;
import org.backlot.identity.api.CrewEvent.CrewOpened;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.query.SlicePostgres;
import org.backlot.logistics.api.DispatchEvent.CustodyTransferred;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.logistics.api.DispatchEvent.HandoffOffered;
import org.backlot.logistics.api.DispatchEvent.HandoffScanned;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.logistics.api.Latitude;
import org.backlot.logistics.api.Longitude;
import org.backlot.logistics.command.telemetry.GearPositions;
import org.backlot.logistics.projection.CustodyProjection;
import org.backlot.logistics.projection.GearPositionErasure;
import org.backlot.logistics.query.ChainOfCustody.Finding;
import org.backlot.logistics.query.ChainOfCustody.Flaw;
import org.backlot.logistics.query.CustodyViews.CustodyTurn;
import org.backlot.logistics.query.CustodyViews.GpsNode;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.Event;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

/** Custody from event to answer on a real database: what the projection writes is what the readers read. */
class CustodySliceTest {
    private static final Instant START = Instant.parse("2026-11-20T06:00:00Z");
    private static final AccountId VENDOR = new AccountId(id(10));
    private static final AccountId LEAD = new AccountId(id(11));
    private static final AccountId ASSISTANT = new AccountId(id(12));
    private static final ProjectId PROJECT = new ProjectId(id(2));
    private static final WorkspaceId WORKSPACE = new WorkspaceId(id(3));
    private static final DispatchId CAMERA = new DispatchId(id(20));
    private static final DispatchId CRANE = new DispatchId(id(21));

    private final JdbcClient jdbc = SlicePostgres.jdbc();
    private final Clock clock = Clock.fixed(START.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    private final CustodyProjection projection = new CustodyProjection(jdbc);
    private final GearPositions positions = new GearPositions(jdbc, clock);
    private final CustodyReader reader = new CustodyReader(SlicePostgres.reactive(), clock);
    private long position;

    @BeforeEach
    void fresh_view() {
        jdbc.sql("drop schema if exists custody cascade; create schema custody; set search_path = custody, public")
                .update();
        jdbc.sql(projection.ddl()).update();
        jdbc.sql("set search_path = custody, public").update();
        jdbc.sql("truncate telemetry.gear_position").update();
        happened(new CrewOpened(PROJECT, WORKSPACE, LEAD), begun(CAMERA, 0));
    }

    @Test
    @DisplayName("LOG-1: the chain of custody names every holder in turn, out and back")
    void chain() {
        handOver(CAMERA, 1, VENDOR, LEAD, 60);
        handOver(CAMERA, 2, LEAD, VENDOR, 120);
        happened(new GearReturned(CAMERA, PROJECT, VENDOR, at(120)));
        var view = now(reader.dispatch(CAMERA));

        assertThat(view.status()).isEqualTo(DispatchStatus.RETURNED);
        assertThat(view.holder()).isEqualTo(VENDOR);
        assertThat(view.returnedAt()).isEqualTo(at(120));
        assertThat(view.openHandoff()).isNull();
        assertThat(view.custodyChain())
                .containsExactly(
                        new CustodyTurn(VENDOR, at(0), at(60), DispatchStatus.WITH_VENDOR, null, null),
                        new CustodyTurn(LEAD, at(60), at(120), DispatchStatus.ON_SET, VENDOR, code(1)),
                        new CustodyTurn(VENDOR, at(120), null, DispatchStatus.RETURNED, LEAD, code(2)));
        var chain = now(reader.chain(CAMERA));
        assertThat(chain.links()).hasSize(3);
        assertThat(chain.verify()).isEmpty();
    }

    @Test
    @DisplayName("LOG-2: an offer shows until it is completed or superseded")
    void offers() {
        happened(new HandoffOffered(CAMERA, PROJECT, code(1), VENDOR, LEAD, at(300), at(10)));
        assertThat(now(reader.dispatch(CAMERA)).status()).isEqualTo(DispatchStatus.OFFERED);
        happened(new HandoffScanned(CAMERA, PROJECT, code(1), LEAD, at(20)));
        assertThat(now(reader.dispatch(CAMERA)).openHandoff())
                .isEqualTo(new CustodyViews.OpenHandoff(code(1), LEAD, at(300), true));

        happened(new HandoffOffered(CAMERA, PROJECT, code(2), VENDOR, ASSISTANT, at(330), at(30)));
        assertThat(now(reader.dispatch(CAMERA)).openHandoff())
                .isEqualTo(new CustodyViews.OpenHandoff(code(2), ASSISTANT, at(330), false));
        assertThat(now(reader.handoff(CAMERA, code(1))).stage()).isEqualTo("SUPERSEDED");
        assertThat(now(reader.handoff(CAMERA, code(2))).stage()).isEqualTo("OFFERED");
    }

    @Test
    @DisplayName("LOG-3: a holder who was not on the project at that moment is found, one who left later is not")
    void authority() {
        happened(new CapabilitiesSet(PROJECT, ASSISTANT, EnumSet.of(Capability.VIEW), LEAD));
        handOver(CAMERA, 1, VENDOR, ASSISTANT, 60);
        happened(new CapabilitiesSet(PROJECT, ASSISTANT, Set.of(), LEAD));
        assertThat(now(reader.chain(CAMERA)).verify()).isEmpty();

        happened(begun(CRANE, 70));
        handOver(CRANE, 2, VENDOR, ASSISTANT, 80);
        assertThat(now(reader.chain(CRANE)).verify())
                .extracting(Finding::code, Finding::place)
                .containsExactly(tuple(Flaw.HOLDER_NOT_AUTHORISED, 2));
    }

    @Test
    @DisplayName("LOG-3: rows changed behind the log's back are found")
    void tampering() {
        handOver(CAMERA, 1, VENDOR, LEAD, 60);
        jdbc.sql("update custody.custody_link set since = since + interval '5 minutes' where place = 2")
                .update();

        assertThat(now(reader.chain(CAMERA)).verify())
                .extracting(Finding::code)
                .containsExactly(Flaw.GAP, Flaw.NOT_CONFIRMED);
    }

    @Test
    @DisplayName("LOG-4: the fleet is all gear that is not returned, page by page, with its last position")
    void fleet() {
        happened(begun(CRANE, 5));
        positions.report(CAMERA, VENDOR, new Latitude(24.5), new Longitude(46.5), at(30), Optional.of(at(3600)));
        positions.report(CAMERA, VENDOR, new Latitude(24.6), new Longitude(46.6), at(20), Optional.empty());
        var all = now(reader.fleet(PROJECT, PageRequest.first()));

        assertThat(all.total()).isEqualTo(2);
        assertThat(all.data()).extracting(CustodyViews.FleetEntry::dispatchId).containsExactly(CAMERA, CRANE);
        assertThat(all.data().getFirst().gpsNode()).isEqualTo(new GpsNode(24.5, 46.5, at(30)));
        assertThat(all.data().getFirst().eta()).isEqualTo(at(3600));
        assertThat(all.data().getLast().gpsNode()).isNull();
        assertThat(now(reader.fleet(PROJECT, new PageRequest(2, 1))).data())
                .extracting(CustodyViews.FleetEntry::dispatchId)
                .containsExactly(CRANE);

        handOver(CRANE, 1, VENDOR, LEAD, 60);
        handOver(CRANE, 2, LEAD, VENDOR, 70);
        happened(new GearReturned(CRANE, PROJECT, VENDOR, at(70)));
        assertThat(now(reader.fleet(PROJECT, PageRequest.first())).total()).isEqualTo(1);
    }

    @Test
    @DisplayName("LOG-4: positions are gone after thirty days, and with the person who asked for erasure")
    void positions_are_forgotten() {
        positions.report(CAMERA, VENDOR, new Latitude(1), new Longitude(2), at(10), Optional.empty());
        positions.report(CAMERA, LEAD, new Latitude(3), new Longitude(4), at(20), Optional.empty());
        new GearPositionErasure(jdbc).on(recorded(new AccountErased(LEAD, LEAD, at(30))));
        assertThat(now(reader.dispatch(CAMERA)).gpsNode()).isEqualTo(new GpsNode(1, 2, at(10)));

        var monthLater = Clock.fixed(at(10).plus(Duration.ofDays(30)).plusSeconds(1), ZoneOffset.UTC);
        assertThat(now(new CustodyReader(SlicePostgres.reactive(), monthLater).dispatch(CAMERA))
                        .gpsNode())
                .isNull();
        new GearPositions(jdbc, monthLater).purgeAll();
        assertThat(jdbc.sql("select count(*) from telemetry.gear_position")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("LOG-4: a position from the future or long past, or an arrival before it, is refused")
    void refuses_odd_times() {
        for (var odd : List.of(at(3661), START.minus(Duration.ofDays(31)), Instant.MAX, Instant.MIN)) {
            assertThatThrownBy(() ->
                            positions.report(CAMERA, VENDOR, new Latitude(1), new Longitude(2), odd, Optional.empty()))
                    .isInstanceOf(Rejection.class);
        }
        for (var odd : List.of(at(9), Instant.MAX)) {
            assertThatThrownBy(() -> positions.report(
                            CAMERA, VENDOR, new Latitude(1), new Longitude(2), at(10), Optional.of(odd)))
                    .isInstanceOf(Rejection.class);
        }
    }

    @Test
    @DisplayName("LOG-1: what never began is not found")
    void unknown() {
        assertThatThrownBy(() -> reader.dispatch(CRANE).block()).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> reader.chain(CRANE).block()).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> reader.handoff(CAMERA, code(9)).block()).isInstanceOf(Rejection.class);
    }

    private static DispatchInitialized begun(DispatchId dispatch, int seconds) {
        return new DispatchInitialized(
                dispatch,
                PROJECT,
                WORKSPACE,
                new BookingId(id(4)),
                new AssetId(id(5)),
                "ARRI Alexa 35, serial 4711",
                VENDOR,
                at(seconds));
    }

    private void handOver(DispatchId dispatch, int code, AccountId from, AccountId to, int seconds) {
        happened(
                new HandoffOffered(dispatch, PROJECT, code(code), from, to, at(seconds + 300), at(seconds - 2)),
                new HandoffScanned(dispatch, PROJECT, code(code), to, at(seconds - 1)),
                new CustodyTransferred(dispatch, PROJECT, code(code), from, to, at(seconds)));
    }

    private void happened(Event... events) {
        for (var event : events) {
            projection.on(recorded(event));
        }
    }

    private RecordedEvent recorded(Event event) {
        position++;
        return new RecordedEvent(position, "event-" + position, event.stream(), position, START, event, Map.of());
    }

    private static <T> T now(Mono<T> answer) {
        return Optional.ofNullable(answer.block()).orElseThrow();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static HandoffCodeId code(int number) {
        return new HandoffCodeId(id(1000 + number));
    }

    private static UUID id(int number) {
        return new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }
}
