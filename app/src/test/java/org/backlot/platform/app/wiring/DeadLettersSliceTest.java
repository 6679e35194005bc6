// Why this file exists: one event that cannot be handled must hold up its own sequence and nothing else, and
// nothing of it may be lost, whatever an operator decides and whatever dies when.
package org.backlot.platform.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.backlot.log.app.DeadLetterDesk.Outcome;
import org.backlot.log.app.DeadLetters.Letter;
import org.backlot.log.app.FollowerLoop;
import org.backlot.log.app.Followers;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.shared.Event;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.JournalEntryId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.backlot.treasury.api.ReleaseCondition;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.TreasuryOpened;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

@DisplayName("An event that a follower cannot handle")
class DeadLettersSliceTest {
    private static final String SAGA = "escrow-release";
    private static final Duration LONG = Duration.ofSeconds(30);

    private LogSlice slice;
    private Scenes scenes;

    @BeforeEach
    void start() {
        scenes = new Scenes(() -> slice.jdbc());
        slice = LogSlice.with(
                Map.of("backlot.dead-letters.attempts", "3", "backlot.dead-letters.most", "20"), () -> List.of(scenes));
    }

    @AfterEach
    void stop() {
        slice.close();
    }

    @Test
    @DisplayName("LED-3: is parked after its attempts; its stream waits behind it, others go on, and health can see it")
    void parked() {
        scenes.broken.add(12L);
        tell(1, 10, 11);
        tell(2, 20);
        tell(1, 12, 13);
        tell(2, 21);
        slice.caughtUp(Scenes.NAME);
        tell(1, 14);
        tell(2, 22);
        slice.caughtUp(Scenes.NAME);

        assertThat(scenes.of(1)).isEqualTo("10 11");
        assertThat(scenes.of(2)).isEqualTo("20 21 22");
        assertThat(letters())
                .extracting(Letter::position, Letter::attempts)
                .containsExactly(tuple(4L, 3), tuple(5L, 0), tuple(8L, 0));
        assertThat(loop().following().parked()).isEqualTo(3);
        assertThat(eventsAbout(4)).containsExactly("log.EventParked");
        assertThat(eventsAbout(5)).isEmpty();
    }

    @Test
    @DisplayName(
            "CMP-3: of its failure only class, code and place are kept, neither in the table nor in the log its message")
    void says_nothing_of_the_payload() {
        scenes.broken.add(10L);
        tell(1, 10);
        slice.caughtUp(Scenes.NAME);

        var letter = letters().getFirst();
        assertThat(letter.errorType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.errorMessage()).contains("Scenes").doesNotContain("secret");
        assertThat(slice.jdbc()
                        .sql("select string_agg(payload, '') from log.event where type like 'log.%'")
                        .query(String.class)
                        .single())
                .contains("IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("LED-3: once it can be handled, a retry catches its stream up in order, and replay = live")
    void retried() {
        scenes.broken.add(11L);
        tell(1, 10, 11, 12, 13);
        tell(2, 20);
        slice.caughtUp(Scenes.NAME);
        scenes.broken.clear();

        var report = slice.desk().retry(Scenes.NAME, 2, "corrected");

        assertThat(report.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(scenes.of(1)).isEqualTo("10 11 12 13");
        assertThat(letters()).isEmpty();
        assertThat(loop().following().parked()).isZero();
        tell(1, 14);
        slice.caughtUp(Scenes.NAME);
        assertThat(scenes.of(1)).isEqualTo("10 11 12 13 14");
        assertThat(slice.rebuilds().compare(Scenes.NAME).differences()).isEmpty();
        assertThat(eventsAbout(2)).containsExactly("log.EventParked", "log.DeadLetterRetried");
        assertThat(slice.jdbc()
                        .sql("select metadata from log.event where type = 'log.DeadLetterRetried'")
                        .query(String.class)
                        .single())
                .contains("\"actor\":\"operator\"");
    }

    @Test
    @DisplayName("LED-3: a retry that fails keeps the letter, counts, and lets nothing behind it pass")
    void retried_in_vain() {
        scenes.broken.add(11L);
        tell(1, 10, 11, 12);
        slice.caughtUp(Scenes.NAME);

        var report = slice.desk().retry(Scenes.NAME, 2, "let us see");

        assertThat(report.outcome()).isEqualTo(Outcome.STILL_PARKED);
        assertThat(letters()).extracting(Letter::attempts).containsExactly(4, 0);
        assertThat(scenes.of(1)).isEqualTo("10");
    }

    @Test
    @DisplayName("LED-3: a retry goes as far as the next that cannot be handled")
    void retried_to_the_next() {
        scenes.broken.addAll(List.of(11L, 13L));
        tell(1, 10, 11, 12, 13, 14);
        slice.caughtUp(Scenes.NAME);
        scenes.broken.remove(11L);

        assertThat(slice.desk().retry(Scenes.NAME, 2, "half corrected").outcome())
                .isEqualTo(Outcome.RESOLVED);

        assertThat(scenes.of(1)).isEqualTo("10 11 12");
        assertThat(letters())
                .extracting(Letter::position, Letter::attempts)
                .containsExactly(tuple(4L, 1), tuple(5L, 0));
    }

    @Test
    @DisplayName("LED-3: discarded, its stream goes on without it; the decision is an event, and is taken once")
    void discarded() {
        scenes.broken.add(11L);
        tell(1, 10, 11, 12);
        slice.caughtUp(Scenes.NAME);

        assertThat(slice.desk().discard(Scenes.NAME, 2, "a test scene").outcome())
                .isEqualTo(Outcome.RESOLVED);

        assertThat(scenes.of(1)).isEqualTo("10 12");
        assertThat(letters()).isEmpty();
        assertThat(eventsAbout(2)).containsExactly("log.EventParked", "log.DeadLetterDiscarded");
        assertThatThrownBy(() -> slice.desk().discard(Scenes.NAME, 2, "again")).isInstanceOf(Rejection.class);
    }

    @Test
    @DisplayName("LED-3: one that only waits can be discarded too, and those before it still wait")
    void discarded_behind() {
        scenes.broken.add(11L);
        tell(1, 11, 12, 13);
        slice.caughtUp(Scenes.NAME);

        slice.desk().discard(Scenes.NAME, 2, "twice the same");

        assertThat(letters()).extracting(Letter::position).containsExactly(1L, 3L);
        scenes.broken.clear();
        slice.desk().retry(Scenes.NAME, 1, "corrected");
        assertThat(scenes.of(1)).isEqualTo("11 13");
    }

    @Test
    @DisplayName("LED-3: while the database is away nothing is parked, however long that lasts")
    void an_outage_parks_nothing() {
        scenes.failure = () -> new DataAccessResourceFailureException("away", new SQLException("away", "08006"));
        scenes.broken.add(10L);
        var tries = new AtomicInteger();
        scenes.beforeEach = tries::incrementAndGet;
        tell(1, 10);

        // Three attempts would park it.
        await().atMost(LONG).until(() -> tries.get() > 5);

        assertThat(letters()).isEmpty();
        assertThat(loop().failuresInARow()).isPositive();
        scenes.broken.clear();
        slice.caughtUp(Scenes.NAME);
        assertThat(scenes.of(1)).isEqualTo("10");
    }

    @Test
    @DisplayName("LED-3: with a letter too many the follower stops instead of going past more")
    void too_many() {
        scenes.broken.add(10L);
        tell(1, 10);
        slice.caughtUp(Scenes.NAME);
        long before = slice.head();
        slice.tell(IntStream.rangeClosed(11, 40)
                .mapToObj(scene -> Scenes.completed(1, scene))
                .toList());

        await().atMost(LONG).until(() -> loop().failuresInARow() > 4);

        assertThat(letters()).hasSize(20);
        assertThat(loop().following().position()).isEqualTo(before + 19);
    }

    @Test
    @DisplayName("LED-3: stopped at any point, the follower comes back with position and letters that agree")
    void stopped_in_between() {
        scenes.broken.add(11L);
        tell(1, 10, 11, 12);
        // In the middle of the attempts: nothing of them is kept, and they begin anew.
        await().atMost(LONG)
                .until(() -> loop().failuresInARow() > 0 || !letters().isEmpty());
        slice.restart(() -> List.of(scenes));
        slice.caughtUp(Scenes.NAME);
        slice.restart(() -> List.of(scenes));
        tell(1, 13);
        slice.caughtUp(Scenes.NAME);

        assertThat(scenes.of(1)).isEqualTo("10");
        assertThat(letters()).extracting(Letter::position).startsWith(2L, 3L).hasSize(3);
        scenes.broken.clear();
        slice.desk().retry(Scenes.NAME, 2, "corrected");
        assertThat(scenes.of(1)).isEqualTo("10 11 12 13");
    }

    @Test
    @DisplayName(
            "TRE-4: an escrow's saga hears nothing more of a project while one of its facts is parked, and then all")
    void the_saga_waits_by_project() {
        var escrow = new EscrowId(new UUID(1, 40));
        slice.deadlines(LogSlice.failingFor(escrow));
        var facts = new ArrayList<Event>();
        for (int project = 1; project <= 2; project++) {
            facts.add(opened(project));
            facts.add(dispatched(project, 5));
            facts.add(locked(project));
            facts.add(dispatched(project, 6));
            facts.add(returned(project, 5));
            facts.add(returned(project, 6));
        }
        slice.tell(facts);
        slice.caughtUp(SAGA);

        assertThat(slice.releases())
                .extracting(release -> release.escrowId().value())
                .containsExactly(new UUID(2, 40));
        var parked = slice.letters().oldest(Optional.of(SAGA), 100);
        assertThat(parked)
                .extracting(Letter::eventType)
                .containsExactly(
                        "treasury.EscrowLocked",
                        "logistics.DispatchInitialized",
                        "logistics.GearReturned",
                        "logistics.GearReturned");
        assertThat(parked).extracting(Letter::sequence).containsOnly("projectId/" + project(1));

        slice.deadlines((_, _, _) -> {});
        var report = slice.desk().retry(SAGA, parked.getFirst().position(), "deadlines are back");

        assertThat(report.left()).isZero();
        assertThat(slice.releases())
                .extracting(release -> release.escrowId().value())
                .containsExactly(new UUID(2, 40), new UUID(1, 40));
        assertThat(slice.releases().getLast().evidence().returned()).hasSize(2);
    }

    private static ProjectId project(int number) {
        return new ProjectId(new UUID(number, 2));
    }

    private static TreasuryOpened opened(int number) {
        return new TreasuryOpened(
                project(number), new WorkspaceId(new UUID(7, 7)), Money.of(1000, "SAR"), journal(), Scenes.NOON);
    }

    private static EscrowLocked locked(int number) {
        return new EscrowLocked(
                project(number),
                new EscrowId(new UUID(number, 40)),
                new ContractId(new UUID(number, 30)),
                new AccountId(new UUID(8, 8)),
                Money.of(100, "SAR"),
                EnumSet.of(ReleaseCondition.GEAR_RETURNED),
                Scenes.NOON.plusSeconds(3600),
                journal(),
                Scenes.NOON);
    }

    private static DispatchInitialized dispatched(int number, int gear) {
        return new DispatchInitialized(
                new DispatchId(new UUID(number, gear)),
                project(number),
                new WorkspaceId(new UUID(7, 7)),
                new BookingId(new UUID(number, 60 + gear)),
                new AssetId(new UUID(number, 70 + gear)),
                "a camera",
                new AccountId(new UUID(8, 8)),
                Scenes.NOON);
    }

    private static GearReturned returned(int number, int gear) {
        return new GearReturned(
                new DispatchId(new UUID(number, gear)), project(number), new AccountId(new UUID(8, 8)), Scenes.NOON);
    }

    private static JournalEntry journal() {
        var amount = Money.of(100, "SAR");
        return new JournalEntry(
                new JournalEntryId(new UUID(6, 6)),
                JournalEntry.Kind.HOLD,
                List.of(
                        new Posting(LedgerAccount.ESCROW, Posting.Layer.PENDING, amount),
                        new Posting(LedgerAccount.BUDGET, Posting.Layer.PENDING, amount.negated())));
    }

    private void tell(int unit, long... numbers) {
        for (long number : numbers) {
            slice.tell(Scenes.completed(unit, number));
        }
    }

    private List<Letter> letters() {
        return slice.letters().oldest(Optional.of(Scenes.NAME), 100);
    }

    private List<String> eventsAbout(long position) {
        return slice.jdbc()
                .sql("select type from log.event where stream = ? order by position")
                .param("dead-letter/" + Scenes.NAME + "/" + position)
                .query(String.class)
                .list();
    }

    private FollowerLoop loop() {
        return slice.bean(Followers.class).loops().stream()
                .filter(loop -> loop.following().name().equals(Scenes.NAME))
                .findFirst()
                .orElseThrow();
    }
}
