package org.backlot.clips.worker.dispatch;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.api.StepOrders;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands on what is in the queue, and tries again, ever less often, while nobody takes it. An order whose time is over is
 * dropped: its attempt has ended by its deadline, and if there is another one, it has an order of its own.
 */
@Configuration(proxyBeanMethods = false)
class OrderTasks {
    static final String PLACE = "clip-step-order";
    static final String WITHDRAW = "clip-step-withdrawal";

    private static final Logger LOG = LoggerFactory.getLogger(OrderTasks.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;
    /** Workers may miss a withdrawal, so it is not told for ever: for about five minutes. */
    private static final int MOST_WITHDRAWALS = 15;

    private final ObjectProvider<StepOrders> broker;
    private final JsonMapper json;
    private final Clock clock;

    OrderTasks(ObjectProvider<StepOrders> broker, JsonMapper json, Clock clock) {
        this.broker = broker;
        this.json = json;
        this.clock = clock;
    }

    /** Its instance is {@code step/attempt}, its data the order as JSON. */
    @Bean
    CustomTask<String> placeStepOrder() {
        return Tasks.custom(PLACE, String.class)
                .onFailure(lessOften())
                .execute((instance, _) -> place(json.readValue(instance.getData(), StepOrder.class)));
    }

    /** Its instance is {@code step/attempt}, its data the job. */
    @Bean
    CustomTask<String> withdrawStepOrder() {
        return Tasks.custom(WITHDRAW, String.class).onFailure(someTimes()).execute((instance, _) -> {
            var parts = instance.getId().split("/", -1);
            var attempt = new AttemptAt(StepId.parse(parts[0]), Integer.parseInt(parts[1]));
            return tell(orders -> orders.withdraw(JobId.parse(instance.getData()), attempt));
        });
    }

    private CompletionHandler<String> place(StepOrder order) {
        if (!clock.instant().isBefore(order.deadline())) {
            LOG.info("Order {}/{} is dropped: its time is over", order.stepId(), order.attempt());
            return new OnCompleteRemove<>();
        }
        return tell(orders -> orders.place(order));
    }

    private CompletionHandler<String> tell(Consumer<StepOrders> what) {
        var orders = broker.getIfAvailable();
        if (orders == null) {
            LOG.warn("Orders to workers wait: no broker is configured");
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(LONGEST_WAIT));
        }
        what.accept(orders);
        return new OnCompleteRemove<>();
    }

    private static <T> FailureHandler<T> someTimes() {
        return (complete, operations) -> {
            if (complete.getExecution().consecutiveFailures >= MOST_WITHDRAWALS) {
                operations.stop();
            } else {
                OrderTasks.<T>lessOften().onFailure(complete, operations);
            }
        };
    }

    /** Again and again, after a second at first and after half a minute at last. */
    static <T> FailureHandler<T> lessOften() {
        return (complete, operations) -> {
            int failures = complete.getExecution().consecutiveFailures;
            var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
            operations.reschedule(
                    complete, complete.getTimeDone().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
        };
    }
}
