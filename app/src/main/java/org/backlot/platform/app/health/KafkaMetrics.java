package org.backlot.platform.app.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.backlot.clips.worker.kafka.MessageConsumer;

/** What an operator watches of those who listen to Kafka (PLT-3): how much they do, and which one fails. */
public final class KafkaMetrics implements MeterBinder {
    private static final String CONSUMER = "consumer";

    private final List<MessageConsumer<?>> consumers;

    public KafkaMetrics(List<MessageConsumer<?>> consumers) {
        this.consumers = List.copyOf(consumers);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var consumer : consumers) {
            FunctionCounter.builder("backlot.consumer.handled", consumer, MessageConsumer::handled)
                    .description("How many messages this process has handled.")
                    .tag(CONSUMER, consumer.name())
                    .register(registry);
            FunctionCounter.builder("backlot.consumer.laid.aside", consumer, MessageConsumer::laidAside)
                    .description("How many messages this process has sent to the dead letters.")
                    .tag(CONSUMER, consumer.name())
                    .register(registry);
            Gauge.builder("backlot.consumer.failures", consumer, MessageConsumer::failuresInARow)
                    .description("How often in a row the message at hand has failed.")
                    .tag(CONSUMER, consumer.name())
                    .register(registry);
        }
    }
}
