package org.backlot.platform.app.wiring;

import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.config.annotation.SpringBeanParameterResolverFactory;
import org.backlot.eventstore.Tail;
import org.backlot.eventstore.axon.PostgresEventStorageEngine;
import org.backlot.eventstore.axon.PostgresEventStore;
import org.backlot.log.api.Projection;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.log.app.CommandOrigin;
import org.backlot.log.app.EventSerializer;
import org.backlot.log.app.WriteWithTheLog;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Axon, wired by hand: a command bus in the caller's thread, event-sourced aggregates, and nothing that we do not use. */
@Configuration(proxyBeanMethods = false)
class CommandWiring {
    @Bean
    ParameterResolverFactory parameterResolverFactory(ApplicationContext context) {
        return MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClassLoader(CommandWiring.class.getClassLoader()),
                new SpringBeanParameterResolverFactory(context));
    }

    @Bean
    CommandBus commandBus(TransactionManager transactions) {
        var bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new CommandOrigin()));
        return bus;
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Bean
    EventStore eventStore(
            PostgresEventStorageEngine engine,
            Tail<TrackedEventMessage<?>> tail,
            List<Projection> projections,
            WriteWithTheLog write) {
        var store = PostgresEventStore.over(engine, tail);
        var immediate =
                projections.stream().filter(WrittenWithTheLog.class::isInstance).toList();
        store.subscribe(events -> write.into(immediate, events));
        return store;
    }

    @Bean
    org.axonframework.config.Configuration axon(
            CommandBus bus,
            EventStore store,
            EventSerializer serializer,
            ParameterResolverFactory parameters,
            TransactionManager transactions) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureCommandBus(_ -> bus)
                .configureEventStore(_ -> store)
                .configureSerializer(_ -> serializer)
                .configureEventSerializer(_ -> serializer)
                .configureTransactionManager(_ -> transactions)
                .registerComponent(ParameterResolverFactory.class, _ -> parameters);
        Aggregates.ALL.forEach(configurer::configureAggregate);
        return configurer.start();
    }
}
