// given-when-then over the rules of a treasury, without a framework.
package org.backlot.treasury.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.treasury.api.TreasuryCommand;
import org.backlot.treasury.api.TreasuryEvent;

/** A treasury to which things are done. */
final class TreasuryScenario {
    private Treasury treasury = Treasury.unopened();
    private Instant now = Production.MORNING;
    private List<TreasuryEvent> events = List.of();

    static TreasuryScenario given(TreasuryCommand... commands) {
        var scenario = new TreasuryScenario();
        for (var command : commands) {
            scenario.when(command);
        }
        return scenario;
    }

    TreasuryScenario at(Instant instant) {
        now = instant;
        return this;
    }

    TreasuryScenario when(TreasuryCommand command) {
        events = treasury.decide(command, now);
        for (var event : events) {
            treasury = treasury.evolve(event);
        }
        return this;
    }

    TreasuryScenario then(TreasuryEvent... expected) {
        assertThat(events).containsExactly(expected);
        return this;
    }

    TreasuryScenario thenNothing() {
        assertThat(events).isEmpty();
        return this;
    }

    <E extends TreasuryEvent> E thenOne(Class<E> type) {
        assertThat(events).singleElement().isInstanceOf(type);
        return type.cast(events.getFirst());
    }

    Rejection rejects(TreasuryCommand command, RejectionCode code) {
        var rejection = catchThrowableOfType(Rejection.class, () -> treasury.decide(command, now));
        assertThat(rejection).as("%s is rejected", command).isNotNull();
        assertThat(rejection.code()).isEqualTo(code);
        return rejection;
    }

    Books books() {
        return ((Treasury.Open) treasury).books();
    }

    Escrow escrow(int number) {
        return ((Treasury.Open) treasury).escrow(Production.escrow(number));
    }
}
