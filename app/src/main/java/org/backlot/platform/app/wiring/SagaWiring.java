package org.backlot.platform.app.wiring;

import java.util.function.Supplier;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.metamodel.AnnotationSagaMetaModelFactory;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.backlot.clips.saga.ClipPipelineSaga;
import org.backlot.log.app.DeadLetters;
import org.backlot.log.app.FollowerPositions;
import org.backlot.log.app.FollowerRows;
import org.backlot.log.app.ParkingRules;
import org.backlot.log.app.PassedPositions;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.SagaFollowing;
import org.backlot.log.app.Transactions;
import org.backlot.platform.app.Role;
import org.backlot.treasury.saga.EscrowReleaseSaga;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sagas on Axon's JDBC store, driven by a follower of ours so that all they do commits with their position. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.SAGA)
class SagaWiring {
    @Bean
    JdbcSagaStore sagaStore(ConnectionProvider connections) {
        return JdbcSagaStore.builder()
                .connectionProvider(connections)
                .sqlSchema(new PostgresSagaSqlSchema(SagaSchema.builder()
                        .sagaEntryTable("public.saga_entry")
                        .associationValueEntryTable("public.association_value_entry")
                        .sagaIdColumn("saga_id")
                        .sagaTypeColumn("saga_type")
                        .revisionColumn("revision")
                        .serializedSagaColumn("serialized_saga")
                        .associationKeyColumn("association_key")
                        .associationValueColumn("association_value")
                        .build()))
                .serializer(Jackson3Serializer.builder().build())
                .build();
    }

    @Bean
    SagaFollowing escrowRelease(
            JdbcSagaStore store,
            ParameterResolverFactory parameters,
            FollowerPositions positions,
            PassedPositions passed,
            FollowerRows rows,
            RecordedLog log,
            Transactions transactions,
            DeadLetters letters,
            ParkingRules rules) {
        var model = new AnnotationSagaMetaModelFactory(parameters).modelOf(EscrowReleaseSaga.class);
        var manager = manager(EscrowReleaseSaga.class, EscrowReleaseSaga::new, store, parameters);
        return new SagaFollowing(
                "escrow-release", manager, model, positions, passed, rows, log, transactions, letters, rules);
    }

    @Bean
    SagaFollowing clipPipeline(
            JdbcSagaStore store,
            ParameterResolverFactory parameters,
            FollowerPositions positions,
            PassedPositions passed,
            FollowerRows rows,
            RecordedLog log,
            Transactions transactions,
            DeadLetters letters,
            ParkingRules rules) {
        var model = new AnnotationSagaMetaModelFactory(parameters).modelOf(ClipPipelineSaga.class);
        var manager = manager(ClipPipelineSaga.class, ClipPipelineSaga::new, store, parameters);
        return new SagaFollowing(
                "clip-pipeline", manager, model, positions, passed, rows, log, transactions, letters, rules);
    }

    private static <T> AnnotatedSagaManager<T> manager(
            Class<T> type, Supplier<T> factory, JdbcSagaStore store, ParameterResolverFactory parameters) {
        return AnnotatedSagaManager.<T>builder()
                .sagaType(type)
                .sagaFactory(factory)
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .sagaRepository(AnnotatedSagaRepository.<T>builder()
                        .sagaType(type)
                        .parameterResolverFactory(parameters)
                        .sagaStore(store)
                        .build())
                .build();
    }
}
