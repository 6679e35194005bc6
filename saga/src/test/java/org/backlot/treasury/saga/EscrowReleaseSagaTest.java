// An escrow pays out once, when all that it asks for is proved, in whatever order (TRE-4).
package org.backlot.treasury.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.test.saga.FixtureExecutionResult;
import org.axonframework.test.saga.SagaTestFixture;
import org.axonframework.test.saga.WhenState;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.shared.Event;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DailyReportId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.JournalEntryId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.treasury.api.ContractEvent.ContractCompleted;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryCommand.ReleaseEscrow;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputeSettled;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputed;
import org.backlot.treasury.api.TreasuryEvent.EscrowExpired;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowRefunded;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.backlot.treasury.api.TreasuryEvent.TreasuryOpened;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EscrowReleaseSagaTest {
    private static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(1, 2));
    private static final AccountId LEAD = new AccountId(new UUID(2, 1));
    private static final AccountId VENDOR = new AccountId(new UUID(2, 2));
    private static final ContractId CONTRACT = new ContractId(new UUID(3, 1));
    private static final EscrowId ESCROW = new EscrowId(new UUID(4, 1));
    private static final DispatchId CAMERA = new DispatchId(new UUID(5, 1));
    private static final DispatchId LENSES = new DispatchId(new UUID(5, 2));
    private static final DailyReportId REPORT = new DailyReportId(new UUID(6, 1));
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final Instant EXPIRY = NOW.plus(Duration.ofDays(30));
    private static final Set<ReleaseCondition> ALL = EnumSet.allOf(ReleaseCondition.class);
    private static final ReleaseEvidence PROOF = new ReleaseEvidence("c0ffee", List.of(CAMERA), REPORT, "token");

    private final Map<EscrowId, Instant> deadlines = new LinkedHashMap<>();

    // How many releases the treasury answers with no, because the hold is disputed already.
    private int refusals;

    static Stream<List<Event>> orders() {
        var facts = List.<Event>of(completed(), returned(CAMERA), reported());
        return Stream.of(
                        List.of(0, 1, 2),
                        List.of(0, 2, 1),
                        List.of(1, 0, 2),
                        List.of(1, 2, 0),
                        List.of(2, 0, 1),
                        List.of(2, 1, 0))
                .map(order -> order.stream().map(facts::get).toList());
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("TRE-4: signed contract, returned gear and signed report release the escrow, in any order, once")
    void any_order(List<Event> facts) {
        released(opened(), locked(ALL), dispatched(CAMERA), facts.get(0), facts.get(1), facts.get(2));
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("TRE-4: while one of the three is missing the escrow stays locked")
    void one_missing(List<Event> facts) {
        published(opened(), locked(ALL), dispatched(CAMERA), facts.get(0), facts.get(1))
                .expectNoDispatchedCommands();
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("TRE-4: what was proved before the money was locked counts too")
    void locked_last(List<Event> facts) {
        released(opened(), dispatched(CAMERA), facts.get(0), facts.get(1), facts.get(2), locked(ALL));
    }

    @Test
    @DisplayName("TRE-4: further facts after the release do not release again")
    void released_once() {
        published(
                        opened(),
                        locked(ALL),
                        dispatched(CAMERA),
                        completed(),
                        returned(CAMERA),
                        reported(),
                        releasedEvent(),
                        reported())
                .expectNoDispatchedCommands();
        published(opened(), locked(ALL), dispatched(CAMERA), completed(), returned(CAMERA), reported(), reported())
                .expectNoDispatchedCommands();
    }

    @Test
    @DisplayName("TRE-4: gear counts as returned when every piece that went out is back")
    void all_the_gear() {
        var before = new Event[] {
            opened(), locked(ALL), dispatched(CAMERA), dispatched(LENSES), completed(), reported(), returned(CAMERA)
        };
        published(before).expectNoDispatchedCommands();
        released(
                new ReleaseEvidence("c0ffee", List.of(CAMERA, LENSES), REPORT, "token"), and(before, returned(LENSES)));
        published(opened(), locked(ALL), completed(), reported()).expectNoDispatchedCommands();
    }

    @Test
    @DisplayName("TRE-4: an escrow asks only for its own conditions and its own contract")
    void own_conditions() {
        released(
                new ReleaseEvidence("c0ffee", List.of(), null, null),
                opened(),
                locked(EnumSet.of(ReleaseCondition.CONTRACT_SIGNED)),
                completed());
        published(
                        opened(),
                        locked(EnumSet.of(ReleaseCondition.CONTRACT_SIGNED)),
                        new ContractCompleted(new ContractId(new UUID(3, 9)), PROJECT, "other", NOW))
                .expectNoDispatchedCommands();
    }

    @Test
    @DisplayName("TRE-4: after a refund or an expiry nothing is released")
    void given_back() {
        published(opened(), locked(ALL), dispatched(CAMERA), completed(), returned(CAMERA), refunded(), reported())
                .expectNoDispatchedCommands();
        published(opened(), locked(ALL), dispatched(CAMERA), completed(), returned(CAMERA), expired(), reported())
                .expectNoDispatchedCommands();
    }

    @Test
    @DisplayName("TRE-4: a disputed escrow waits, and pays when the dispute is settled")
    void disputed() {
        var before = new Event[] {
            opened(), locked(ALL), dispatched(CAMERA), completed(), returned(CAMERA), objected(), reported()
        };
        published(before).expectNoDispatchedCommands();
        released(and(before, settled()));
    }

    @Test
    @DisplayName("TRE-4: a dispute that came first is waited for, not failed upon")
    void overtaken_by_a_dispute() {
        refusals = 1;
        released(
                opened(),
                locked(ALL),
                dispatched(CAMERA),
                completed(),
                returned(CAMERA),
                reported(),
                objected(),
                settled());
    }

    @Test
    @DisplayName("TRE-4: another project's facts prove nothing here")
    void other_projects() {
        published(
                        opened(),
                        locked(EnumSet.of(ReleaseCondition.CONTRACT_SIGNED)),
                        new ContractCompleted(CONTRACT, new ProjectId(new UUID(1, 9)), "c0ffee", NOW))
                .expectNoDispatchedCommands();
    }

    @Test
    @DisplayName("TRE-2: locking money schedules its expiry")
    void schedules_the_expiry() {
        published(opened(), locked(ALL)).expectActiveSagas(1);

        assertThat(deadlines).containsExactly(Map.entry(ESCROW, EXPIRY));
    }

    @Test
    @DisplayName("TRE-4: what is known survives as JSON between two events")
    void kept_as_json() throws ReflectiveOperationException {
        var json = JsonMapper.builder().build();
        var known = PendingReleases.none()
                .after(locked(ALL))
                .after(dispatched(CAMERA))
                .after(returned(CAMERA))
                .after(completed())
                .after(reported())
                .after(objected());
        var saga = new EscrowReleaseSaga();
        var state = EscrowReleaseSaga.class.getDeclaredField("releases");
        state.setAccessible(true);
        state.set(saga, known);

        var read = json.readValue(json.writeValueAsString(saga), EscrowReleaseSaga.class);

        assertThat(state.get(read)).isEqualTo(known);
        assertThat(json.readValue(json.writeValueAsString(new EscrowReleaseSaga()), EscrowReleaseSaga.class))
                .isNotNull();
    }

    private FixtureExecutionResult published(Event... events) {
        var fixture = new SagaTestFixture<>(EscrowReleaseSaga.class);
        fixture.registerResource((EscrowDeadlines) (escrow, _, expiresAt) -> deadlines.put(escrow, expiresAt));
        var left = new AtomicInteger(refusals);
        fixture.setCallbackBehavior((_, _) -> left.getAndDecrement() <= 0);
        return before(fixture, events).whenPublishingA(events[events.length - 1]);
    }

    private void released(Event... events) {
        released(PROOF, events);
    }

    private void released(ReleaseEvidence evidence, Event... events) {
        published(events).expectDispatchedCommands(new ReleaseEscrow(PROJECT, ESCROW, evidence));
    }

    private static WhenState before(SagaTestFixture<EscrowReleaseSaga> fixture, Event... events) {
        var given = fixture.givenAPublished(events[0]);
        for (int i = 1; i < events.length - 1; i++) {
            given = given.andThenAPublished(events[i]);
        }
        return given;
    }

    private static Event[] and(Event[] before, Event last) {
        var all = new ArrayList<>(List.of(before));
        all.add(last);
        return all.toArray(Event[]::new);
    }

    private static JournalEntry entry(JournalEntry.Kind kind) {
        return new JournalEntry(
                new JournalEntryId(new UUID(9, kind.ordinal() + 1)),
                kind,
                List.of(
                        new Posting(LedgerAccount.BUDGET, Posting.Layer.POSTED, sar(400)),
                        new Posting(LedgerAccount.FUNDING, Posting.Layer.POSTED, sar(-400))));
    }

    private static Money sar(long minorUnits) {
        return Money.of(minorUnits, "SAR");
    }

    private static TreasuryOpened opened() {
        return new TreasuryOpened(PROJECT, WORKSPACE, sar(400), entry(JournalEntry.Kind.FUNDING), NOW);
    }

    private static EscrowLocked locked(Set<ReleaseCondition> conditions) {
        return new EscrowLocked(
                PROJECT, ESCROW, CONTRACT, VENDOR, sar(400), conditions, EXPIRY, entry(JournalEntry.Kind.HOLD), NOW);
    }

    private static EscrowReleased releasedEvent() {
        return new EscrowReleased(PROJECT, ESCROW, VENDOR, sar(400), PROOF, entry(JournalEntry.Kind.PAYMENT), NOW);
    }

    private static EscrowRefunded refunded() {
        return new EscrowRefunded(PROJECT, ESCROW, sar(400), LEAD, entry(JournalEntry.Kind.VOID), NOW);
    }

    private static EscrowExpired expired() {
        return new EscrowExpired(PROJECT, ESCROW, sar(400), entry(JournalEntry.Kind.EXPIRY), NOW);
    }

    private static EscrowDisputed objected() {
        return new EscrowDisputed(PROJECT, ESCROW, VENDOR, Personal.of("scratched"), NOW);
    }

    private static EscrowDisputeSettled settled() {
        return new EscrowDisputeSettled(PROJECT, ESCROW, LEAD, NOW);
    }

    private static ContractCompleted completed() {
        return new ContractCompleted(CONTRACT, PROJECT, "c0ffee", NOW);
    }

    private static DispatchInitialized dispatched(DispatchId dispatch) {
        return new DispatchInitialized(
                dispatch,
                PROJECT,
                WORKSPACE,
                new BookingId(new UUID(7, 1)),
                new AssetId(new UUID(7, 2)),
                "ALEXA 35",
                VENDOR,
                NOW);
    }

    private static GearReturned returned(DispatchId dispatch) {
        return new GearReturned(dispatch, PROJECT, VENDOR, NOW);
    }

    private static DailyReportSigned reported() {
        return new DailyReportSigned(REPORT, PROJECT, LocalDate.of(2026, 11, 20), 0, "digest", "token", LEAD, NOW);
    }
}
