// The deadline of an escrow comes back until the escrow has ended one way or another (TRE-2).
package org.backlot.treasury.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;
import org.backlot.treasury.api.TreasuryCommand.ExpireEscrow;
import org.backlot.treasury.api.TreasuryRejection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EscrowExpiryTest {
    private static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
    private static final EscrowId ESCROW = new EscrowId(new UUID(4, 1));
    private static final Instant DONE = Instant.parse("2026-12-20T06:00:00Z");
    private static final TaskInstance<String> INSTANCE =
            new TaskInstance<>(EscrowExpiry.NAME, ESCROW.toString(), PROJECT.toString());

    private final List<Object> sent = new ArrayList<>();

    @Test
    @DisplayName("TRE-2: at its time the escrow is asked to expire, and the deadline is over")
    void expires() {
        assertThat(run(null)).isInstanceOf(OnCompleteRemove.class);
        assertThat(sent).containsExactly(new ExpireEscrow(PROJECT, ESCROW));
    }

    @Test
    @DisplayName("TRE-2: while a dispute lasts the deadline comes back every hour; too early, when it is due")
    void comes_back() {
        assertThat(nextAfter(run(Rejection.of(TreasuryRejection.ESCROW_DISPUTED))))
                .isEqualTo(DONE.plus(Duration.ofHours(1)));
        assertThat(nextAfter(run(notDueUntil(DONE.plusSeconds(90))))).isEqualTo(DONE.plusSeconds(90));
        // Clocks of two nodes differ a little.
        assertThat(nextAfter(run(notDueUntil(DONE.minusMillis(1))))).isEqualTo(DONE.plusSeconds(1));
    }

    @Test
    @DisplayName("TRE-2: any other failure is left to the scheduler, which tries again")
    void fails() {
        assertThatThrownBy(() -> run(Rejection.of(CommonRejection.UNAVAILABLE))).isInstanceOf(Rejection.class);
    }

    private static Rejection notDueUntil(Instant due) {
        return Rejection.of(TreasuryRejection.ESCROW_NOT_DUE).with("dueAt", due);
    }

    private CompletionHandler<String> run(@Nullable Rejection refusal) {
        var bus = SimpleCommandBus.builder().build();
        bus.subscribe(ExpireEscrow.class.getName(), message -> {
            sent.add(message.getPayload());
            if (refusal != null) {
                throw refusal;
            }
            return "done";
        });
        var gateway = DefaultCommandGateway.builder().commandBus(bus).build();
        return new EscrowExpiry().escrowExpiryTask(gateway).execute(INSTANCE, null);
    }

    private static Instant nextAfter(CompletionHandler<String> handler) {
        var execution = new Execution(DONE, INSTANCE);
        var next = new ArrayList<Instant>();
        handler.complete(
                ExecutionComplete.success(execution, DONE, DONE), new ExecutionOperations<>(null, null, execution) {
                    @Override
                    public void reschedule(ExecutionComplete completed, Instant nextTime) {
                        next.add(nextTime);
                    }
                });
        assertThat(next).hasSize(1);
        return next.getFirst();
    }
}
