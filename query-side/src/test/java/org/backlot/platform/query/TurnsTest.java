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
import reactor.core.scheduler.Schedulers;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("Turns")
class TurnsTest {
    private final Turns turns = new Turns(2, Schedulers.immediate());
    private final List<Integer> begun = new ArrayList<>();
    private final List<Sinks.One<String>> ends = new ArrayList<>();

    private Mono<String> work(int number) {
        return Mono.defer(() -> {
            begun.add(number);
            Sinks.One<String> end = Sinks.one();
            ends.add(end);
            return end.asMono();
        });
    }

    @Test
    @DisplayName("CST-6: as many as may work, the others follow in their order, and each gets its own answer")
    void in_order() {
        var answers = IntStream.range(0, 4)
                .mapToObj(number -> turns.take(work(number)).toFuture())
                .toList();
        assertThat(begun).containsExactly(0, 1);
        ends.get(1).tryEmitValue("one");
        assertThat(begun).containsExactly(0, 1, 2);
        ends.get(0).tryEmitValue("zero");
        ends.get(2).tryEmitValue("two");
        ends.get(3).tryEmitValue("three");
        assertThat(answers).extracting(answer -> answer.join()).containsExactly("zero", "one", "two", "three");
    }

    @Test
    @DisplayName("CST-6: work that fails or gives nothing leaves its turn to the next")
    void fails() {
        var fails = turns.take(Mono.<String>error(new IllegalStateException("broken")))
                .toFuture();
        assertThatThrownBy(fails::join).hasRootCauseMessage("broken");
        assertThat(turns.take(Mono.<String>empty()).blockOptional()).isEmpty();
        var answers = IntStream.range(0, 3)
                .mapToObj(number -> turns.take(work(number)).toFuture())
                .toList();
        assertThat(begun).containsExactly(0, 1);
        ends.getFirst().tryEmitValue("zero");
        assertThat(answers.getFirst().join()).isEqualTo("zero");
        assertThat(begun).containsExactly(0, 1, 2);
    }
}
