// Why this file exists: making a view of a long log anew takes its time, and whatever happens meanwhile must
// neither harm the live one nor cost the work that is done.
package org.backlot.platform.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.backlot.log.app.DeadLetters.Letter;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

@DisplayName("A view made anew beside the live one")
class RebuildSliceTest {
    /** More than are taken at once, so that there is something between. */
    private static final int MANY = 12_000;

    private static final Duration LONG = Duration.ofSeconds(30);

    private LogSlice slice;
    private Scenes scenes;

    @BeforeEach
    void start() {
        scenes = new Scenes(() -> slice.jdbc());
        slice = LogSlice.with(Map.of("backlot.dead-letters.attempts", "2"), () -> List.of(scenes));
    }

    @AfterEach
    void stop() {
        slice.close();
    }

    @Test
    @DisplayName("LED-3: interrupted in the middle it goes on where it was, also in another process")
    void goes_on() {
        many();
        scenes.failure = () -> new DataAccessResourceFailureException("away");
        scenes.broken.add(MANY - 1L);
        assertThatThrownBy(() -> slice.rebuilds().swap(Scenes.NAME))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(kept()).containsExactly(10_000L);

        slice.restart(() -> List.of(scenes));
        scenes.broken.clear();
        var handled = new AtomicInteger();
        scenes.beforeEach = handled::incrementAndGet;
        var report = slice.rebuilds().swap(Scenes.NAME);

        assertThat(report.differences()).isEmpty();
        assertThat(report.swapped()).isTrue();
        assertThat(handled.get()).isEqualTo(MANY - 10_000);
        assertThat(kept()).isEmpty();
    }

    @Test
    @DisplayName("LED-3: what another version of the view has begun is begun anew")
    void begins_anew() {
        many();
        scenes.failure = () -> new DataAccessResourceFailureException("away");
        scenes.broken.add(MANY - 1L);
        assertThatThrownBy(() -> slice.rebuilds().swap(Scenes.NAME))
                .isInstanceOf(DataAccessResourceFailureException.class);
        slice.jdbc()
                .sql("update public.projection_rebuild set digest = 'of another'")
                .update();
        scenes.broken.clear();
        var handled = new AtomicInteger();
        scenes.beforeEach = handled::incrementAndGet;

        assertThat(slice.rebuilds().compare(Scenes.NAME).differences()).isEmpty();

        assertThat(handled.get()).isEqualTo(MANY);
    }

    @Test
    @DisplayName(
            "LED-3: while events are written all the time, the rebuilt one ends at the same position, and is the same")
    void under_writes() throws Exception {
        many();
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                for (int scene = 100_000; writing.get(); scene++) {
                    slice.tell(Scenes.completed(scene % 50, scene));
                }
            });
            try {
                for (int round = 0; round < 3; round++) {
                    assertThat(slice.rebuilds().swap(Scenes.NAME).differences()).isEmpty();
                }
            } finally {
                writing.set(false);
            }
            writer.get();
        }
        slice.caughtUp(Scenes.NAME);
        assertThat(slice.rebuilds().compare(Scenes.NAME).differences()).isEmpty();
    }

    @Test
    @DisplayName("LED-3: one at a time; its progress can be seen, and it can be cancelled")
    void one_at_a_time() throws Exception {
        many();
        var held = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        scenes.beforeEach = () -> {
            held.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> slice.rebuilds().swap(Scenes.NAME));
            held.await();

            assertThatThrownBy(() -> slice.rebuilds().compare(Scenes.NAME)).isInstanceOf(Rejection.class);
            assertThat(slice.rebuilds().progress(Scenes.NAME)).hasValueSatisfying(progress -> {
                assertThat(progress.head()).isEqualTo(MANY);
                assertThat(progress.position()).isLessThan(MANY);
            });
            assertThat(slice.rebuilds().cancel(Scenes.NAME)).isTrue();
            go.countDown();
            assertThatThrownBy(first::get).hasCauseInstanceOf(Rejection.class);
        }
        scenes.beforeEach = () -> {};
        assertThat(kept()).isEmpty();
        assertThat(slice.rebuilds().progress(Scenes.NAME)).isEmpty();
        assertThat(slice.rebuilds().compare(Scenes.NAME).differences()).isEmpty();
    }

    @Test
    @DisplayName("LED-3: what still cannot be handled is laid aside by the rebuilt one too, and stops nothing")
    void parks_too() {
        scenes.broken.add(11L);
        tell(1, 10, 11, 12);
        tell(2, 20);
        slice.caughtUp(Scenes.NAME);

        var report = slice.rebuilds().swap(Scenes.NAME);

        assertThat(report.differences()).isEmpty();
        assertThat(report.parked()).isEqualTo(2);
        assertThat(letters()).extracting(Letter::position).containsExactly(2L, 3L);
        tell(1, 13);
        slice.caughtUp(Scenes.NAME);
        assertThat(scenes.of(1)).isEqualTo("10");
        scenes.broken.clear();
        slice.desk().retry(Scenes.NAME, 2, "corrected");
        assertThat(scenes.of(1)).isEqualTo("10 11 12 13");
    }

    @Test
    @DisplayName(
            "LED-3: once it can be handled, a swap clears the letters; before that the comparison shows what is missing")
    void clears_letters() {
        scenes.broken.add(11L);
        tell(1, 10, 11, 12);
        slice.caughtUp(Scenes.NAME);
        scenes.broken.clear();

        assertThat(slice.rebuilds().compare(Scenes.NAME).same()).isFalse();
        assertThat(letters()).hasSize(2);
        assertThat(slice.rebuilds().swap(Scenes.NAME).parked()).isZero();

        assertThat(letters()).isEmpty();
        assertThat(scenes.of(1)).isEqualTo("10 11 12");
    }

    @Test
    @DisplayName("LED-3: what was discarded and still cannot be handled is left out without another letter")
    void discarded_stays_so() {
        scenes.broken.add(11L);
        tell(1, 10, 11, 12);
        slice.caughtUp(Scenes.NAME);
        slice.desk().discard(Scenes.NAME, 2, "a test scene");

        var report = slice.rebuilds().swap(Scenes.NAME);

        assertThat(report.differences()).isEmpty();
        assertThat(report.parked()).isZero();
        assertThat(scenes.of(1)).isEqualTo("10 12");
    }

    @Test
    @DisplayName("LED-3: a live one of another version, which stands still, can be replaced all the same")
    void another_version() {
        tell(1, 10);
        slice.caughtUp(Scenes.NAME);
        slice.jdbc()
                .sql("alter table test_scenes.unit rename column scenes to of_old")
                .update();
        tell(1, 11);

        var report = slice.rebuilds().swap(Scenes.NAME);

        assertThat(report.same()).isFalse();
        await().atMost(LONG).untilAsserted(() -> assertThat(scenes.of(1)).isEqualTo("10 11"));
        tell(1, 12);
        slice.caughtUp(Scenes.NAME);
        assertThat(scenes.of(1)).isEqualTo("10 11 12");
    }

    private void many() {
        var events = new ArrayList<SceneCompleted>();
        for (int scene = 0; scene < MANY; scene++) {
            events.add(Scenes.completed(scene % 400, scene));
        }
        slice.tell(events);
        slice.caughtUp(Scenes.NAME);
    }

    private void tell(int unit, long... numbers) {
        for (long number : numbers) {
            slice.tell(Scenes.completed(unit, number));
        }
    }

    private List<Long> kept() {
        return slice.jdbc()
                .sql("select position from public.projection_rebuild")
                .query(Long.class)
                .list();
    }

    private List<Letter> letters() {
        return slice.letters().oldest(java.util.Optional.of(Scenes.NAME), 100);
    }
}
