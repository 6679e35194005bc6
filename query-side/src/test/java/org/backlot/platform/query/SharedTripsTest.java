package org.backlot.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("Trips to the database for many")
class SharedTripsTest {
    private static final int MOST = 64;

    private final List<List<Integer>> trips = new ArrayList<>();
    private final List<Sinks.Empty<Void>> ends = new ArrayList<>();

    private SharedTrips<Integer> trips(int atATime) {
        return new SharedTrips<>(atATime, MOST, questions -> {
            trips.add(List.copyOf(questions));
            Sinks.Empty<Void> end = Sinks.empty();
            ends.add(end);
            return end.asMono();
        });
    }

    @Test
    @DisplayName("CST-6: who asks alone goes at once; those who come meanwhile go together, as soon as there is a way")
    void together() {
        var shared = trips(2);
        var answers = IntStream.range(0, 5)
                .mapToObj(number -> shared.ask(number).toFuture())
                .toList();
        assertThat(trips).containsExactly(List.of(0), List.of(1));

        ends.get(1).tryEmitEmpty();
        assertThat(trips).endsWith(List.of(2, 3, 4)).hasSize(3);
        assertThat(answers.get(1)).isCompleted();
        assertThat(answers.get(0)).isNotDone();
        assertThat(answers.get(2)).isNotDone();

        ends.get(2).tryEmitEmpty();
        assertThat(answers.subList(2, 5))
                .allSatisfy(answer -> assertThat(answer).isCompleted());
    }

    @Test
    @DisplayName("CST-6: a trip that fails fails for those who were on it, and the next ones go")
    void fails() {
        var shared = trips(1);
        var first = shared.ask(1).toFuture();
        var second = shared.ask(2).toFuture();
        ends.getFirst().tryEmitError(new IllegalStateException("the bridge is out"));
        assertThatThrownBy(first::join).hasRootCauseMessage("the bridge is out");
        assertThat(trips).containsExactly(List.of(1), List.of(2));
        ends.getLast().tryEmitEmpty();
        assertThat(second).isCompleted();
    }

    @Test
    @DisplayName("CST-6: a trip that cannot even begin fails likewise, and the way is free again")
    void does_not_begin() {
        var shared = new SharedTrips<Integer>(1, MOST, questions -> {
            trips.add(questions);
            throw new IllegalStateException("no connection");
        });
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(shared.ask(time).toFuture()::join).hasRootCauseMessage("no connection");
        }
        assertThat(trips).hasSize(2);
    }

    @Test
    @DisplayName("CST-6: who no longer waits does not keep the others")
    void goes_away() {
        var shared = trips(1);
        shared.ask(1).subscribe().dispose();
        var other = shared.ask(2).toFuture();
        ends.getFirst().tryEmitEmpty();
        ends.getLast().tryEmitEmpty();
        assertThat(other).isCompleted();
        assertThat(trips).containsExactly(List.of(1), List.of(2));
    }

    @Test
    @DisplayName("CST-6: who leaves before it is their turn is not taken along")
    void leaves_the_line() {
        var shared = trips(1);
        shared.ask(1).subscribe();
        var leaves = shared.ask(2).subscribe();
        shared.ask(3).subscribe();
        leaves.dispose();
        ends.getFirst().tryEmitEmpty();
        assertThat(trips).containsExactly(List.of(1), List.of(3));
    }

    @Test
    @DisplayName("CST-6: no more go together than may")
    void many() {
        var shared = trips(1);
        IntStream.rangeClosed(0, 100).forEach(number -> shared.ask(number).subscribe());
        ends.getFirst().tryEmitEmpty();
        assertThat(trips.getLast()).hasSize(MOST);
        ends.getLast().tryEmitEmpty();
        assertThat(trips.getLast()).hasSize(36).endsWith(100);
    }

    @Test
    @DisplayName("CST-6: nobody is on a trip that began before they asked")
    void after_the_question() {
        var shared = trips(1);
        Mono<Void> later = shared.ask(2);
        shared.ask(1).subscribe();
        later.subscribe();
        assertThat(trips).containsExactly(List.of(1));
        ends.getFirst().tryEmitEmpty();
        assertThat(trips).containsExactly(List.of(1), List.of(2));
    }
}
