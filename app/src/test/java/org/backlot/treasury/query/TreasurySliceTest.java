// Money and contracts from event to answer on a real database: what the projections write is what the readers read.
package org.backlot.treasury.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.query.SlicePostgres;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.platform.query.AsOf;
import org.backlot.platform.query.PageRequest;
import org.backlot.shared.Event;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
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
import org.backlot.treasury.api.ContractEvent.ContractDrafted;
import org.backlot.treasury.api.ContractEvent.ContractSigned;
import org.backlot.treasury.api.ContractEvidence;
import org.backlot.treasury.api.ContractProof;
import org.backlot.treasury.api.EscrowStatus;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.JournalEntry.Kind;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.backlot.treasury.api.Posting.Layer;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputeSettled;
import org.backlot.treasury.api.TreasuryEvent.EscrowDisputed;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowPartReleased;
import org.backlot.treasury.api.TreasuryEvent.EscrowRefunded;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.backlot.treasury.api.TreasuryEvent.TreasuryOpened;
import org.backlot.treasury.projection.ContractsProjection;
import org.backlot.treasury.projection.LedgerProjection;
import org.backlot.wrap.api.DailyReportEvent.DailyReportSigned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

class TreasurySliceTest {
    private static final Instant START = Instant.parse("2026-11-20T06:00:00.123Z");
    private static final ProjectId PROJECT = new ProjectId(id(1));
    private static final WorkspaceId WORKSPACE = new WorkspaceId(id(2));
    private static final AccountId LEAD = new AccountId(id(3));
    private static final AccountId VENDOR = new AccountId(id(4));
    private static final ContractId CONTRACT = new ContractId(id(5));
    private static final EscrowId ESCROW = new EscrowId(id(6));
    private static final DispatchId CAMERA = new DispatchId(id(7));
    private static final DispatchId LENSES = new DispatchId(id(8));
    private static final DailyReportId REPORT = new DailyReportId(id(9));
    private static final String TERMS = "{\"camera\":\"ALEXA 35\",\"fee\":400}";

    private final JdbcClient jdbc = SlicePostgres.jdbc();
    private final List<Projection> projections = List.of(new LedgerProjection(jdbc), new ContractsProjection(jdbc));
    private final Ledger ledger = new Ledger(SlicePostgres.reactive());
    private final Escrows escrows = new Escrows(SlicePostgres.reactive());
    private final Contracts contracts = new Contracts(SlicePostgres.reactive());
    private final LedgerSum sum = new LedgerSum(SlicePostgres.reactive());
    private long position;

    @BeforeEach
    void fresh_views() {
        position = 0;
        for (var projection : projections) {
            jdbc.sql("drop schema if exists %1$s cascade; create schema %1$s; set search_path = %1$s, public"
                            .formatted(projection.schema()))
                    .update();
            jdbc.sql(projection.ddl()).update();
        }
    }

    @Test
    @DisplayName("TRE-5: the ledger shows every line with debit, credit and running balance, and sums to zero")
    void ledger_lines() {
        happened(opened(), locked(), partReleased());

        var page = now(ledger.page(PROJECT, new AsOf.Now(), PageRequest.first()));

        assertThat(page.total()).isEqualTo(8);
        assertThat(page.data())
                .extracting(LedgerController::csv)
                .allMatch(line -> line.endsWith("\r\n"))
                .extracting(line -> line.strip().split(",", 6)[5])
                .containsExactly(
                        "BUDGET,POSTED,SAR,10.00,,10.00",
                        "FUNDING,POSTED,SAR,,10.00,-10.00",
                        "ESCROW,PENDING,SAR,4.00,,4.00",
                        "BUDGET,PENDING,SAR,,4.00,-4.00",
                        "ESCROW,PENDING,SAR,,1.00,3.00",
                        "BUDGET,PENDING,SAR,1.00,,-3.00",
                        "PAID,POSTED,SAR,1.00,,1.00",
                        "BUDGET,POSTED,SAR,,1.00,9.00");
        assertThat(now(sum.zero())).isTrue();
        assertThat(now(ledger.lines(PROJECT, new AsOf.Now()).collectList())).isEqualTo(page.data());
        assertThat(now(ledger.page(PROJECT, new AsOf.Now(), new PageRequest(2, 5)))
                        .data())
                .isEqualTo(page.data().subList(5, 8));
    }

    @Test
    @DisplayName("TRE-5: balances and ledger as they were at a position and at an instant")
    void as_of() {
        happened(opened(), locked(), partReleased());

        var now = now(ledger.balances(PROJECT, new AsOf.Now()));
        assertThat(now).isEqualTo(new Balances(PROJECT, sar(1_000), sar(600), sar(300), sar(100), sar(0)));
        assertThat(now(ledger.balances(PROJECT, new AsOf.Position(2))))
                .isEqualTo(new Balances(PROJECT, sar(1_000), sar(600), sar(400), sar(0), sar(0)));
        assertThat(now(ledger.balances(PROJECT, new AsOf.Time(recordedAt(2).plusMillis(1))))
                        .held())
                .isEqualTo(sar(400));
        assertThat(now(ledger.page(PROJECT, new AsOf.Time(recordedAt(1)), PageRequest.first()))
                        .total())
                .isEqualTo(2);
        assertThat(now(ledger.page(PROJECT, new AsOf.Time(START.minusSeconds(9)), PageRequest.first()))
                        .total())
                .isZero();
        assertThatThrownBy(() -> now(ledger.balances(new ProjectId(id(99)), new AsOf.Now())))
                .isInstanceOf(Rejection.class);
    }

    @Test
    @DisplayName("TRE-1: books that do not balance are noticed")
    void unbalanced() {
        happened(opened());
        assertThat(now(sum.zero())).isTrue();

        jdbc.sql("update ledger.balance set amount = amount + 1 where account = 'BUDGET'")
                .update();

        assertThat(now(sum.zero())).isFalse();
    }

    @Test
    @DisplayName("TRE-4: an escrow says what is missing, and less of it with every fact, in any order")
    void missing() {
        happened(opened(), dispatched(CAMERA), reported(), locked());
        assertThat(escrow().missing())
                .containsExactly(ReleaseCondition.CONTRACT_SIGNED, ReleaseCondition.GEAR_RETURNED);
        assertThat(escrow().evidence().reportId()).isEqualTo(REPORT);

        happened(dispatched(LENSES), new GearReturned(CAMERA, PROJECT, VENDOR, START));
        assertThat(escrow().missing()).contains(ReleaseCondition.GEAR_RETURNED);
        assertThat(escrow().evidence().returned()).isEmpty();

        happened(new GearReturned(LENSES, PROJECT, VENDOR, START), completed("c0ffee"));
        assertThat(escrow().missing()).isEmpty();
        assertThat(escrow().evidence()).isEqualTo(new EscrowView.Evidence("c0ffee", List.of(CAMERA, LENSES), REPORT));
        assertThat(escrow().status()).isEqualTo(EscrowStatus.LOCKED);
    }

    @Test
    @DisplayName("TRE-4: a released escrow keeps what it was released by")
    void released() {
        happened(opened(), locked(), released(400, new ReleaseEvidence("c0ffee", List.of(CAMERA), REPORT, "token")));
        happened(dispatched(LENSES), reported());

        assertThat(escrow().status()).isEqualTo(EscrowStatus.RELEASED);
        assertThat(escrow().remaining()).isEqualTo(sar(0));
        assertThat(escrow().missing()).isEmpty();
        assertThat(escrow().evidence()).isEqualTo(new EscrowView.Evidence("c0ffee", List.of(CAMERA), REPORT));
        assertThat(now(ledger.balances(PROJECT, new AsOf.Now())).paid()).isEqualTo(sar(400));

        fresh_views();
        happened(opened(), locked(), released(400, new ReleaseEvidence("c0ffee", List.of(), null, null)));
        assertThat(escrow().evidence()).isEqualTo(new EscrowView.Evidence("c0ffee", List.of(), null));
    }

    @Test
    @DisplayName("TRE-2: part release, dispute, settlement and refund show in the escrow's status")
    void life() {
        happened(opened(), locked(), partReleased());
        assertThat(escrow().status()).isEqualTo(EscrowStatus.PART_RELEASED);
        assertThat(escrow().remaining()).isEqualTo(sar(300));

        happened(new EscrowDisputed(PROJECT, ESCROW, VENDOR, Personal.of("scratched"), START));
        assertThat(escrow().status()).isEqualTo(EscrowStatus.DISPUTED);
        happened(new EscrowDisputeSettled(PROJECT, ESCROW, LEAD, START));
        assertThat(escrow().status()).isEqualTo(EscrowStatus.PART_RELEASED);

        happened(new EscrowRefunded(PROJECT, ESCROW, sar(300), LEAD, hold(Kind.VOID, -300), START));
        assertThat(escrow().status()).isEqualTo(EscrowStatus.REFUNDED);
        assertThat(now(escrows.page(PROJECT, PageRequest.first())).total()).isEqualTo(1);
        assertThat(now(ledger.balances(PROJECT, new AsOf.Now())).available()).isEqualTo(sar(900));
    }

    @Test
    @DisplayName(
            "TRE-3: evidence read from the view proves the contract, for leads and parties, before and after erasure")
    void evidence() {
        happened(drafted(), signed(0, LEAD), signed(1, VENDOR));
        assertThatThrownBy(() -> now(contracts.evidence(CONTRACT, LEAD, true))).isInstanceOf(Rejection.class);
        assertThat(now(contracts.one(CONTRACT, LEAD, true)).hash()).isNull();
        var signatures = List.of(signature(0, LEAD), signature(1, VENDOR));
        happened(completed(ContractProof.hash(CONTRACT, TERMS, signatures)));

        var asLead = now(contracts.evidence(CONTRACT, LEAD, true));
        assertThat(ContractProof.differences(asLead)).isEmpty();
        assertThat(asLead.signatures()).extracting(s -> s.address()).containsExactly("203.0.113.0", "203.0.113.1");

        var asVendor = now(contracts.evidence(CONTRACT, VENDOR, false));
        assertThat(ContractProof.differences(asVendor)).isEmpty();
        assertThat(asVendor.signatures()).extracting(s -> s.address()).containsExactly(null, "203.0.113.1");

        happened(new AccountErased(VENDOR, VENDOR, START));
        var erased = now(contracts.evidence(CONTRACT, LEAD, true));
        assertThat(ContractProof.differences(erased)).isEmpty();
        assertThat(erased.signatures()).extracting(s -> s.address()).containsExactly("203.0.113.0", Personal.ERASED);
        assertThat(erased.signatures()).extracting(s -> s.addressSalt()).containsExactly("salt", Personal.ERASED);
    }

    @Test
    @DisplayName("TRE-3: a contract shows whose turn it is")
    void turns() {
        happened(drafted());
        assertThat(now(contracts.one(CONTRACT, LEAD, true)).nextPlace()).isZero();
        happened(signed(0, LEAD));
        assertThat(now(contracts.one(CONTRACT, LEAD, true)).nextPlace()).isEqualTo(1);
        happened(signed(1, VENDOR), completed("c0ffee"));
        assertThat(now(contracts.one(CONTRACT, LEAD, true)).nextPlace()).isNull();
    }

    @Test
    @DisplayName(
            "TRE-5: a field that a spreadsheet would run is text, and quotes and line ends stay inside their field")
    void csv() {
        assertThat(CsvLine.of("=1+1", "-5.00", "-5+cmd", "@x", "+1", "a,\"b\"\r\nc", "\tx", ""))
                .isEqualTo("'=1+1,-5.00,'-5+cmd,'@x,'+1,\"a,\"\"b\"\"\r\nc\",'\tx,\r\n");
    }

    @Test
    @DisplayName("TRE-5: as of takes a position or an instant, nothing else")
    void as_of_parameter() {
        assertThat(AsOf.parse(null)).isEqualTo(new AsOf.Now());
        assertThat(AsOf.parse("42")).isEqualTo(new AsOf.Position(42));
        assertThat(AsOf.parse("2026-11-20T06:00:00Z")).isEqualTo(new AsOf.Time(Instant.parse("2026-11-20T06:00:00Z")));
        assertThat(AsOf.parse("2026-11-20T09:00:00 03:00"))
                .isEqualTo(new AsOf.Time(Instant.parse("2026-11-20T06:00:00Z")));
        for (var odd : List.of("", "-1", "yesterday", "2026-11-20", "9".repeat(30), "+999999999-12-31T23:59:59Z")) {
            assertThatThrownBy(() -> AsOf.parse(odd)).isInstanceOf(Rejection.class);
        }
    }

    private EscrowView escrow() {
        return now(escrows.one(ESCROW));
    }

    private void happened(Event... events) {
        for (var event : events) {
            position++;
            for (var projection : projections) {
                jdbc.sql("set search_path = " + projection.schema() + ", public")
                        .update();
                projection.on(new RecordedEvent(
                        position,
                        "event-" + position,
                        event.stream(),
                        position,
                        recordedAt(position),
                        event,
                        Map.of()));
            }
        }
    }

    private static Instant recordedAt(long position) {
        return START.plus(Duration.ofMinutes(position));
    }

    private static TreasuryOpened opened() {
        return new TreasuryOpened(
                PROJECT,
                WORKSPACE,
                sar(1_000),
                entry(
                        Kind.FUNDING,
                        new Posting(LedgerAccount.BUDGET, Layer.POSTED, sar(1_000)),
                        new Posting(LedgerAccount.FUNDING, Layer.POSTED, sar(-1_000))),
                START);
    }

    private static EscrowLocked locked() {
        Set<ReleaseCondition> all = EnumSet.allOf(ReleaseCondition.class);
        return new EscrowLocked(
                PROJECT,
                ESCROW,
                CONTRACT,
                VENDOR,
                sar(400),
                all,
                START.plus(Duration.ofDays(9)),
                hold(Kind.HOLD, 400),
                START);
    }

    private static EscrowPartReleased partReleased() {
        return new EscrowPartReleased(PROJECT, ESCROW, sar(100), sar(300), LEAD, payment(100), START);
    }

    private static EscrowReleased released(long amount, ReleaseEvidence evidence) {
        return new EscrowReleased(PROJECT, ESCROW, VENDOR, sar(amount), evidence, payment(amount), START);
    }

    private static JournalEntry hold(Kind kind, long amount) {
        return entry(
                kind,
                new Posting(LedgerAccount.ESCROW, Layer.PENDING, sar(amount)),
                new Posting(LedgerAccount.BUDGET, Layer.PENDING, sar(-amount)));
    }

    private static JournalEntry payment(long amount) {
        return entry(
                Kind.PAYMENT,
                new Posting(LedgerAccount.ESCROW, Layer.PENDING, sar(-amount)),
                new Posting(LedgerAccount.BUDGET, Layer.PENDING, sar(amount)),
                new Posting(LedgerAccount.PAID, Layer.POSTED, sar(amount)),
                new Posting(LedgerAccount.BUDGET, Layer.POSTED, sar(-amount)));
    }

    private static JournalEntry entry(Kind kind, Posting... postings) {
        return new JournalEntry(new JournalEntryId(id(100 + kind.ordinal())), kind, List.of(postings));
    }

    private static ContractDrafted drafted() {
        return new ContractDrafted(
                CONTRACT,
                PROJECT,
                WORKSPACE,
                "Camera hire",
                TERMS,
                ContractProof.termsDigest(TERMS),
                List.of(LEAD, VENDOR),
                sar(400),
                LEAD,
                START);
    }

    private static ContractSigned signed(int place, AccountId signatory) {
        var address = new NetworkAddress("203.0.113." + place);
        return new ContractSigned(
                CONTRACT,
                PROJECT,
                signatory,
                place,
                Personal.of(address),
                Personal.of("salt"),
                ContractProof.addressCommitment("salt", address.value()),
                START.plusSeconds(place));
    }

    private static ContractEvidence.Signature signature(int place, AccountId signatory) {
        var signed = signed(place, signatory);
        return new ContractEvidence.Signature(
                signatory, place, signed.signedAt(), signed.addressCommitment(), null, null);
    }

    private static ContractCompleted completed(String hash) {
        return new ContractCompleted(CONTRACT, PROJECT, hash, START);
    }

    private static DispatchInitialized dispatched(DispatchId dispatch) {
        return new DispatchInitialized(
                dispatch, PROJECT, WORKSPACE, new BookingId(id(20)), new AssetId(id(21)), "ALEXA 35", VENDOR, START);
    }

    private static DailyReportSigned reported() {
        return new DailyReportSigned(REPORT, PROJECT, LocalDate.of(2026, 11, 20), 0, "digest", "token", LEAD, START);
    }

    private static Money sar(long minorUnits) {
        return Money.of(minorUnits, "SAR");
    }

    private static <T> T now(Mono<T> answer) {
        return Optional.ofNullable(answer.block()).orElseThrow();
    }

    private static UUID id(int number) {
        return new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }
}
