package org.backlot.platform.app.wiring;

import org.backlot.clips.worker.kafka.MessageConsumer;
import org.backlot.clips.worker.kafka.MessagePublisher;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.embedded.KafkaOnDemand;
import org.backlot.platform.app.health.KafkaHealth;
import org.backlot.platform.app.health.KafkaMetrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka: who sends, who listens, and how they are. Whoever declares a {@link MessageConsumer} as a bean has it listen. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(KafkaOnDemand.class)
class KafkaWiring {
    @Bean
    MessagePublisher messagePublisher(KafkaOnDemand cluster) {
        return new MessagePublisher(cluster);
    }

    // The life closes what listens, in its time: before what the handlers need is gone.
    @Bean
    KafkaLife kafkaLife(
            KafkaOnDemand cluster,
            ObjectProvider<MessageConsumer<?>> consumers,
            @Value("${backlot.roles:all}") String roles) {
        return new KafkaLife(cluster, consumers.orderedStream().toList(), Role.parse(roles));
    }

    @Bean
    KafkaHealth kafkaHealth(KafkaOnDemand cluster) {
        return new KafkaHealth(cluster);
    }

    @Bean
    KafkaMetrics kafkaMetrics(ObjectProvider<MessageConsumer<?>> consumers) {
        return new KafkaMetrics(consumers.orderedStream().toList());
    }
}
