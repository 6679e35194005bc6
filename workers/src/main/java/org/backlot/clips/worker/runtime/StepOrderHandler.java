package org.backlot.clips.worker.runtime;

import java.time.Clock;
import org.backlot.clips.message.StepOrder;
import org.backlot.clips.worker.kafka.MessageHandler;
import org.backlot.clips.worker.kafka.NotNow;
import org.backlot.clips.worker.kafka.PoisonMessage;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker does with an order: the whole attempt. It is acknowledged when the job has been told how it ended. */
public final class StepOrderHandler implements MessageHandler<StepOrder> {
    private static final Logger LOG = LoggerFactory.getLogger(StepOrderHandler.class);

    private final StepRunner runner;
    private final Clock clock;

    public StepOrderHandler(StepRunner runner, Clock clock) {
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public void handle(StepOrder message) throws PoisonMessage, NotNow, InterruptedException {
        var order = KafkaStepOrders.order(message);
        if (!clock.instant().isBefore(order.deadline())) {
            LOG.info("Order {}/{} came too late", order.stepId(), order.attempt());
            return;
        }
        try {
            runner.run(order);
        } catch (Rejection refused) {
            if (refused.code() == CommonRejection.UNAVAILABLE || refused.code() == CommonRejection.BUSY) {
                throw new NotNow("the log cannot be told", refused);
            }
            throw new PoisonMessage("the job refuses what it is told: " + refused.code());
        } catch (RuntimeException away) {
            // What goes wrong with the step itself is told to the job; this is the telling.
            throw new NotNow("the log cannot be told", away);
        }
    }
}
