package org.backlot.log.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.backlot.identity.api.AccountEvent.AccountRegistered;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.PasswordHash;
import org.backlot.identity.api.PersonName;
import org.backlot.log.query.AuditedLog.Origin;
import org.backlot.log.query.CausesController.CauseChain;
import org.backlot.log.query.SearchController.FoundEvents;
import org.backlot.log.query.TimelineController.Timeline;
import org.backlot.logistics.api.DispatchEvent.CustodyTransferred;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Event;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.JournalEntryId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Search, timelines and chains of causes over one small production, on a real database. */
class AuditViewsSliceTest {
    private static final Instant MORNING = Instant.parse("2026-11-20T06:00:00Z");
    private static final Money AMOUNT = Money.of(1_250_000, "SAR");

    private final AccountId noura = new AccountId(new UUID(2, 1));
    private final AccountId vikram = new AccountId(new UUID(2, 2));
    private final ProjectId project = new ProjectId(new UUID(3, 1));
    private final DispatchId camera = new DispatchId(new UUID(4, 1));
    private final EscrowId escrow = new EscrowId(new UUID(5, 1));
    private final UUID lockRequest = new UUID(6, 1);
    private final UUID returnRequest = new UUID(6, 2);

    private AuditedLog log = AuditedLog.empty();
    private SearchController search = controller();
    private TimelineController timeline = new TimelineController(AuditSlice.record(), log.reads, log.index, log.words);
    private CausesController causes = new CausesController(AuditSlice.record(), log.reads, log.index, log.words);
    private Instant clock = MORNING;

    @BeforeEach
    void a_production() {
        happens(registered(noura, "Noura"), Origin.request(noura.value(), new UUID(6, 3)));
        happens(registered(vikram, "Vikram"), new Origin("anonymous", "r", "r"));
        happens(
                new ProjectCreated(
                        project,
                        new WorkspaceId(new UUID(9, 9)),
                        "The Last Reel",
                        FrameRate.of("25"),
                        ZoneId.of("Asia/Riyadh"),
                        noura,
                        MORNING),
                Origin.request(noura.value(), new UUID(6, 4)));
        happens(
                new DispatchInitialized(
                        camera,
                        project,
                        new WorkspaceId(new UUID(9, 9)),
                        new BookingId(new UUID(4, 2)),
                        new AssetId(new UUID(4, 3)),
                        "Camera A",
                        vikram,
                        MORNING),
                Origin.request(noura.value(), new UUID(6, 5)));
        happens(
                new EscrowLocked(
                        project,
                        escrow,
                        new ContractId(new UUID(5, 2)),
                        vikram,
                        AMOUNT,
                        Set.of(ReleaseCondition.GEAR_RETURNED),
                        Instant.parse("2026-12-01T00:00:00Z"),
                        journal(),
                        MORNING),
                Origin.request(noura.value(), lockRequest));
        happens(
                new CustodyTransferred(camera, project, new HandoffCodeId(new UUID(4, 4)), noura, vikram, MORNING),
                Origin.request(vikram.value(), returnRequest));
        var returned = happens(
                new GearReturned(camera, project, vikram, MORNING), Origin.request(vikram.value(), returnRequest));
        happens(
                new EscrowReleased(project, escrow, vikram, AMOUNT, ReleaseEvidence.none(), journal(), MORNING),
                new Origin("saga/escrow-release", returned, returnRequest.toString()));
        happens(
                new IncidentReported(
                        new UnitId(new UUID(3, 2)),
                        project,
                        new IncidentId(new UUID(3, 3)),
                        noura,
                        Personal.of("Vikram dropped the lens"),
                        MORNING),
                Origin.request(noura.value(), new UUID(6, 6)));
    }

    @Test
    @DisplayName("LED-1: events are found by type, object, actor, workspace, time, request, trace and words")
    void found() {
        assertThat(positions(find("treasury.EscrowLocked", null, null, null, null, null)))
                .containsExactly(5L);
        assertThat(positions(find(null, escrow.toString(), null, null, null, null)))
                .containsExactly(5L, 8L);
        assertThat(positions(find(null, null, "saga/escrow-release", null, null, null)))
                .containsExactly(8L);
        assertThat(positions(find(null, null, null, "2026-11-20T06:03:00Z", "2026-11-20T06:05:00Z", null)))
                .containsExactly(3L, 4L);
        assertThat(positions(find(null, null, null, null, null, "camera")))
                .as("words of what is not personal, in any case")
                .containsExactly(4L);
        assertThat(positions(find(null, project.toString(), null, null, null, "\"last reel\"")))
                .containsExactly(3L);
        assertThat(positions(read(search.search(
                        auditor(),
                        null,
                        null,
                        null,
                        new UUID(9, 9).toString(),
                        null,
                        null,
                        returnRequest.toString(),
                        "0123456789abcdef0123456789abcdef",
                        null,
                        0,
                        10))))
                .containsExactly(6L, 7L, 8L);
    }

    @Test
    @DisplayName("LED-1: pages of a search follow one another in the order of the log, and the last one says so")
    void pages() {
        var seen = new ArrayList<Long>();
        long after = 0;
        while (true) {
            var page = read(search.search(
                    auditor(), null, project.toString(), null, null, null, null, null, null, null, after, 2));
            seen.addAll(positions(page));
            if (page.nextCursor() == null) {
                break;
            }
            assertThat(page.data()).hasSize(2);
            after = Long.parseLong(page.nextCursor());
        }
        assertThat(seen).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    @DisplayName("CMP-3: no personal text enters the index, so that nobody is found by words that may be erased")
    void personal_words_are_not_indexed() {
        for (var word : List.of("Noura", "Vikram", "dropped", "lens")) {
            assertThat(find(null, null, null, null, null, word).data()).as(word).isEmpty();
        }
        for (var table : List.of("entry", "about", "words", "label")) {
            assertThat(SlicePostgres.jdbc()
                            .sql("select coalesce(string_agg(to_jsonb(t)::text, ' '), '') from audit." + table + " t")
                            .query(String.class)
                            .single())
                    .isNotEmpty()
                    .doesNotContainIgnoringCase("noura")
                    .doesNotContainIgnoringCase("vikram")
                    .doesNotContainIgnoringCase("lens");
        }
    }

    @Test
    @DisplayName("LED-1: a search is recorded, its words as a digest")
    void search_is_recorded() {
        find("treasury.EscrowLocked", escrow.toString(), null, null, null, "Vikram");

        assertThat(SlicePostgres.jdbc()
                        .sql("select read || ' ' || asked::text from public.audit_read")
                        .query(String.class)
                        .single())
                .startsWith("log.search ")
                .contains("treasury.EscrowLocked", escrow.toString(), "textDigest")
                .doesNotContainIgnoringCase("vikram");
    }

    @Test
    @DisplayName("LED-1: what nothing in the log can have is refused by name")
    void refused() {
        refuses("type", () -> find("treasury.NoSuchEvent", null, null, null, null, null));
        refuses("object", () -> find(null, "camera a", null, null, null, null));
        refuses("actor", () -> find(null, null, "noura@people.example", null, null, null));
        refuses("from", () -> find(null, null, null, "yesterday", null, null));
        refuses("text", () -> find(null, null, null, null, null, " "));
    }

    @Test
    @DisplayName("LED-1: a timeline tells a thing's life in business words")
    void timeline_of_a_camera() {
        var life = timeline(camera.value(), 0, 10);

        assertThat(life.data())
                .extracting(TimelineEntry::sentence)
                .containsExactly(
                        "Camera A was booked out by Vikram for The Last Reel: its journey begins.",
                        "Camera A handed over by Noura to Vikram.",
                        "Camera A is back with Vikram: its journey is over.");
        assertThat(life.data()).extracting(TimelineEntry::by).containsExactly("Noura", "Vikram", "Vikram");
        assertThat(life.nextCursor()).isNull();
        assertThat(timeline(escrow.value(), 0, 1)).satisfies(page -> {
            assertThat(page.data())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.sentence())
                            .isEqualTo("Escrow of SAR 12,500.00 for Vikram under " + new UUID(5, 2)
                                    + " locked until 2026-12-01 00:00 UTC; it waits for gear returned."));
            assertThat(page.nextCursor()).isEqualTo("5");
        });
        assertThat(timeline(escrow.value(), 5, 1).data())
                .extracting(TimelineEntry::by, TimelineEntry::sentence)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "the process escrow-release",
                        "Escrow released: SAR 12,500.00 paid to Vikram, the evidence being complete."));
    }

    @Test
    @DisplayName("CMP-2: after erasure a timeline says [erased] where it said a name")
    void timeline_after_erasure() {
        log.erase("identity.AccountRegistered");
        log.erase("set.IncidentReported");

        assertThat(timeline(camera.value(), 0, 10).data())
                .extracting(TimelineEntry::sentence)
                .contains("Camera A handed over by [erased] to [erased].");
        assertThat(timeline(new UUID(3, 3), 0, 10).data())
                .extracting(TimelineEntry::sentence)
                .containsExactly("[erased] reported an incident: [erased]");
    }

    @Test
    @DisplayName("LED-1: an id that no event names has no timeline")
    void unknown_object() {
        var answer = timeline.timeline(auditor(), new UUID(99, 99).toString(), 0, 10);
        assertThatThrownBy(answer::block)
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(CommonRejection.NOT_FOUND));
    }

    @Test
    @DisplayName("LED-1: a payout is followed back over the step of the process to the request that began it")
    void causes_of_a_payout() {
        var chain = chain(8, null);

        assertThat(chain.chain()).extracting(step -> step.event().position()).containsExactly(8L, 7L);
        assertThat(chain.chain())
                .extracting(CausesController.CauseStep::causedBy)
                .containsExactly(7L, null);
        assertThat(chain.chain().getFirst().event().by()).isEqualTo("the process escrow-release");
        assertThat(chain.request().id()).isEqualTo(returnRequest.toString());
        assertThat(chain.request().by()).isEqualTo("Vikram");
        assertThat(chain.request().traceId()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(chain.request().events())
                .as("all that the request caused directly")
                .containsExactly(6L, 7L);
        assertThat(chain.complete()).isTrue();
    }

    @Test
    @DisplayName("LED-1: from an event forward to all that followed from it")
    void effects_of_a_return() {
        var chain = chain(7, "effects");

        assertThat(chain.chain()).extracting(step -> step.event().position()).containsExactly(7L, 8L);
        assertThat(chain.request().id()).isEqualTo(returnRequest.toString());
        assertThat(chain(5, "effects").chain()).hasSize(1);
        refuses("direction", () -> chain(5, "sideways"));
    }

    @ParameterizedTest
    @DisplayName("LED-1: whoever does not audit is refused before anything else, and nothing is recorded")
    @EnumSource(
            value = AccountRole.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUDITOR", "ADMIN"})
    void only_auditors(AccountRole role) {
        var other = AuditSlice.as(role);
        for (var answer : List.of(
                search.search(other, "no", "no", "no", "no", "no", "no", "no", "no", "no", -1, -1),
                timeline.timeline(other, "no", -1, -1),
                causes.causes(other, -1, "no"))) {
            assertThatThrownBy(answer::block)
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refused -> assertThat(refused.code()).isEqualTo(CommonRejection.NOT_ALLOWED));
        }
        assertThat(SlicePostgres.jdbc()
                        .sql("select count(*) from public.audit_read")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private SearchController controller() {
        return new SearchController(AuditSlice.record(), log.reads, log.index, log.stored, log.shown);
    }

    private String happens(Event event, Origin origin) {
        clock = clock.plus(Duration.ofMinutes(1));
        return log.append(event, origin, clock).eventId();
    }

    private FoundEvents find(
            @Nullable String type,
            @Nullable String object,
            @Nullable String actor,
            @Nullable String from,
            @Nullable String to,
            @Nullable String text) {
        return read(search.search(auditor(), type, object, actor, null, from, to, null, null, text, 0, 10));
    }

    private Timeline timeline(UUID object, long after, int limit) {
        return read(timeline.timeline(auditor(), object.toString(), after, limit));
    }

    private CauseChain chain(long position, @Nullable String direction) {
        return read(causes.causes(auditor(), position, direction));
    }

    private static <T> T read(reactor.core.publisher.Mono<T> answer) {
        return Optional.ofNullable(answer.block()).orElseThrow();
    }

    private static List<Long> positions(FoundEvents found) {
        return found.data().stream().map(LoggedEvent::position).toList();
    }

    private static void refuses(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOfSatisfying(Rejection.class, refused -> {
            assertThat(refused.code()).isEqualTo(CommonRejection.PARAMETER_INVALID);
            assertThat(refused.field()).contains(field);
        });
    }

    private static org.backlot.platform.query.ReadRequest auditor() {
        return AuditSlice.as(AccountRole.AUDITOR);
    }

    private static AccountRegistered registered(AccountId account, String name) {
        return new AccountRegistered(
                account,
                AccountRole.PRODUCTION,
                Personal.of(new EmailAddress(name.toLowerCase(java.util.Locale.ROOT) + "@people.example")),
                Personal.of(new PasswordHash("$argon2id$v=19$m=16384,t=2,p=1$c2FsdA$aGFzaA")),
                Personal.of(new PersonName(name)),
                "passport",
                "MUM-04",
                MORNING);
    }

    private static JournalEntry journal() {
        return new JournalEntry(
                new JournalEntryId(new UUID(8, 8)),
                JournalEntry.Kind.HOLD,
                List.of(
                        new Posting(LedgerAccount.ESCROW, Posting.Layer.PENDING, AMOUNT),
                        new Posting(LedgerAccount.BUDGET, Posting.Layer.PENDING, AMOUNT.negated())));
    }
}
