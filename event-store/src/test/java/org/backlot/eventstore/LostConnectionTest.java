package org.backlot.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.backlot.eventstore.Facts.NOON;
import static org.backlot.eventstore.Facts.async;
import static org.backlot.eventstore.Facts.event;
import static org.backlot.eventstore.Facts.unit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.backlot.eventstore.AppendRefused.StreamMovedOn;
import org.backlot.eventstore.Wire.Fate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Connections that are lost during a commit")
class LostConnectionTest {
    private final LogSchema schema = TestDatabase.freshLog();
    private final LogReader reader = new LogReader(TestDatabase.database(), schema);
    private final List<StoredEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final Wire wire = new Wire();
    private final GroupCommit log = node(GroupCommit.Settings.USUAL);

    LostConnectionTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        log.close();
        wire.close();
    }

    @Test
    @DisplayName("LED-4: an append that never reached the database is sent again, and is there once")
    void lost_before() {
        wire.befalls(Fate.lostBefore());
        assertThat(log.append(unit("take", 0)).reached()).isEqualTo(1);
        assertThat(wire.met()).isEqualTo(1);
        assertThat(reader.stream("take", 0)).hasSize(1);
        assertThat(heard).isEqualTo(reader.after(0, 10));
    }

    @Test
    @DisplayName(
            "LED-4: an append whose answer was lost is found in the log, not repeated, and told to those who listen")
    void lost_after() {
        wire.befalls(Fate.lostAfter());
        assertThat(log.append(Append.of(List.of(event("take", 0), event("take", 1))))
                        .first())
                .isEqualTo(1);
        assertThat(wire.met()).isEqualTo(1);
        assertThat(reader.stream("take", 0)).hasSize(2);
        assertThat(heard).isEqualTo(reader.after(0, 10));
    }

    @Test
    @DisplayName("PLT-1: an answer without events whose commit was lost is found by its key")
    void receipt_alone() {
        wire.befalls(Fate.lostAfter());
        var receipt = new Receipt("account/1", "key", new byte[] {1}, 200, new byte[] {2}, NOON);
        log.append(unit(receipt));
        assertThat(wire.met()).isEqualTo(1);
        assertThat(Facts.number("select count(*) from " + schema.name() + ".receipt"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("LED-4: of a group whose answer was lost, each unit learns its own truth")
    void each_its_own() throws Exception {
        log.append(unit("taken", 0));
        wire.befalls(Fate.lostAfter(), Fate.lostAfter(), Fate.lostAfter());
        var held = new HeldHead(schema);
        var first = async(() -> log.append(unit("first", 0)));
        await().until(() -> Facts.somebodyWaitsFor(schema));
        var good = async(() -> log.append(unit("good", 0)));
        var late = async(() -> log.append(unit("taken", 0)));
        await().until(() -> log.waiting() == 2);
        held.close();
        assertThat(first.join().reached()).isEqualTo(2);
        assertThat(good.join().reached()).isEqualTo(3);
        assertThatThrownBy(late::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(StreamMovedOn.class);
        assertThat(reader.after(0, 10)).extracting(StoredEvent::stream).containsExactly("taken", "first", "good");
    }

    @Test
    @DisplayName("LED-4: a statement that arrives after its node has looked for it in vain is not taken for a conflict")
    void arrives_late() {
        var late = Fate.late();
        var again = Fate.slow();
        wire.befalls(late, again);
        var appended = async(() -> log.append(unit("take", 0)));
        // The node has lost its connection, has found nothing, and appends anew: that stands on the way.
        await().until(() -> wire.waiting() == 2);
        late.goesOn().countDown();
        await().until(() -> reader.head() == 1 || Facts.somebodyWaitsFor(schema));
        again.goesOn().countDown();
        assertThat(appended.join().reached()).isEqualTo(1);
        assertThat(log.append(unit("take", 1)).reached()).isEqualTo(2);
        assertThat(reader.stream("take", 0)).hasSize(2);
    }

    @Test
    @DisplayName("PLT-1: a database that is away longer than the patience: nothing was written, and that is told")
    void away() {
        wire.cut();
        try (var impatient = node(new GroupCommit.Settings(10, 100, Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> impatient.append(unit("take", 0))).isInstanceOf(LogUnavailable.class);
            wire.mend();
            assertThat(impatient.append(unit("take", 0)).reached()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "PLT-1: a database that goes away in the middle and does not come back in time: the outcome is unknown")
    void gone_in_the_middle() throws IOException {
        try (var impatient = node(new GroupCommit.Settings(10, 100, Duration.ofSeconds(1)))) {
            impatient.append(unit("other", 0));
            var late = Fate.late();
            wire.befalls(late);
            wire.admitNobody();
            var asked = async(() -> impatient.append(unit("take", 0)));
            assertThatThrownBy(asked::join).hasCauseInstanceOf(OutcomeUnknown.class);
            wire.mend();
            // Not known is not tried again: the place is still free for whoever asks again.
            assertThat(impatient.append(unit("take", 0)).reached()).isEqualTo(2);
            late.goesOn().countDown();
        }
    }

    private GroupCommit node(GroupCommit.Settings settings) {
        return new GroupCommit(wire.database(), schema, settings, heard::addAll).start();
    }
}
