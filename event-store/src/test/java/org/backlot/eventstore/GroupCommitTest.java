package org.backlot.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backlot.eventstore.AppendRefused.AlreadyAnswered;
import org.backlot.eventstore.AppendRefused.ClaimTaken;
import org.backlot.eventstore.AppendRefused.FenceRaised;
import org.backlot.eventstore.AppendRefused.StreamMovedOn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Units of work that are committed together")
class GroupCommitTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final LogSchema schema = TestDatabase.freshLog();
    private final LogReader reader = new LogReader(TestDatabase.database(), schema);
    private final List<StoredEvent> heard = new ArrayList<>();
    private final GroupCommit log =
            new GroupCommit(TestDatabase.database(), schema, GroupCommit.Settings.USUAL, heard::addAll).start();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    @DisplayName("LED-4: what 32 writers append has positions without gaps, in the order in which it was told")
    void dense() throws InterruptedException {
        try (var writers = Executors.newFixedThreadPool(32)) {
            IntStream.range(0, 32)
                    .forEach(writer -> writers.submit(() -> {
                        for (int i = 0; i < 50; i++) {
                            log.append(Append.of(List.of(event("writer/" + writer, i))));
                        }
                    }));
        }
        var all = reader.after(0, 10_000);
        assertThat(all)
                .extracting(StoredEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1600).boxed().toList());
        assertThat(heard).isEqualTo(all);
        assertThat(reader.head()).isEqualTo(1600);
    }

    @Test
    @DisplayName("LED-4: of two units that want the same place in a stream one is refused, and the others commit")
    void conflict() {
        log.append(Append.of(List.of(event("take", 0))));
        assertThatThrownBy(() -> log.append(Append.of(List.of(event("take", 0)))))
                .isInstanceOf(StreamMovedOn.class);
        assertThatThrownBy(() -> log.append(Append.of(List.of(event("take", 0), event("other", 0)))))
                .isInstanceOf(StreamMovedOn.class);
        assertThat(log.append(Append.of(List.of(event("take", 1)))).reached()).isEqualTo(2);
        assertThat(reader.stream("other", 0)).isEmpty();
    }

    @Test
    @DisplayName("LED-4: a thing is claimed once, again by its owner, and by another after it was given up")
    void claims() {
        var own = new Claim("e-mail", bytes("a@lastreel.example"), "account/1");
        var theirs = new Claim("e-mail", bytes("a@lastreel.example"), "account/2");
        log.append(new Append(List.of(event("account/1", 0)), List.of(own), List.of(), Optional.empty()));
        assertThatThrownBy(() -> log.append(
                        new Append(List.of(event("account/2", 0)), List.of(theirs), List.of(), Optional.empty())))
                .isInstanceOf(ClaimTaken.class);
        log.append(new Append(List.of(event("account/1", 1)), List.of(own), List.of(), Optional.empty()));
        log.append(new Append(List.of(), List.of(), List.of("account/1"), Optional.empty()));
        var released =
                log.append(new Append(List.of(event("account/2", 0)), List.of(theirs), List.of(), Optional.empty()));
        assertThat(released.reached()).isEqualTo(3);
    }

    @Test
    @DisplayName("PLT-1: a request is answered once; a second unit under its key is refused whole")
    void receipts() {
        var receipt = new Receipt("account/1", "key", bytes("print"), 201, bytes("answer"), NOON);
        log.append(new Append(List.of(event("deal", 0)), List.of(), List.of(), Optional.of(receipt)));
        assertThatThrownBy(() ->
                        log.append(new Append(List.of(event("deal", 1)), List.of(), List.of(), Optional.of(receipt))))
                .isInstanceOf(AlreadyAnswered.class);
        assertThat(reader.stream("deal", 0)).hasSize(1);
    }

    @Test
    @DisplayName("IDN-6: what was decided on facts from before the fence was raised is refused, and nobody else")
    void fence() {
        var granted = log.append(Append.of(List.of(event("crew", 0))));
        assertThat(reader.fence()).isZero();
        log.append(resting(event("take", 0), new Fence(reader.fence(), false)));
        var takenAway = log.append(resting(event("crew", 1), new Fence(Long.MAX_VALUE, true)));
        assertThat(reader.fence()).isEqualTo(takenAway.reached());
        assertThatThrownBy(() -> log.append(resting(event("take", 1), new Fence(granted.reached(), false))))
                .isInstanceOf(FenceRaised.class);
        assertThat(reader.stream("take", 0)).hasSize(1);
        log.append(Append.of(List.of(event("take", 1))));
        assertThat(log.append(resting(event("take", 2), new Fence(reader.fence(), false)))
                        .reached())
                .isEqualTo(5);
    }

    private static Append resting(NewEvent event, Fence fence) {
        return new Append(List.of(event), List.of(), List.of(), Optional.empty(), fence);
    }

    private static NewEvent event(String stream, long sequence) {
        return new NewEvent(
                stream,
                sequence,
                "Test",
                UUID.randomUUID().toString(),
                NOON,
                "test.Happened",
                "1",
                "{\"a\":\"é\\\\\"}",
                "{}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
