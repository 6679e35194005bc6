package org.backlot.bench.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntConsumer;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;

/** The ways to follow a log. */
enum Follower {
    /** Our log, by one thread that keeps the position in the transaction of each batch. */
    OURS,
    /** Our log, by Axon's pooled processor. */
    OURS_POOLED,
    /** Axon's log, by its pooled processor. */
    STOCK_POOLED,
    /** Axon's log, by its tracking processor. */
    STOCK_TRACKING;

    /** As its figures are called after it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOurs() {
        return this == OURS || this == OURS_POOLED;
    }

    AxonLog open(DatabaseServer server, String schemaOfOurs, String schemaOfStock, int connections) {
        return isOurs()
                ? OurLog.open(server, schemaOfOurs, connections)
                : StockLog.open(server, schemaOfStock, connections);
    }

    /**
     * How it follows.
     *
     * @param name under which its position is kept
     * @param fromHead whether only new events matter to it
     * @param batch the most events in a transaction
     * @param segments into which a pooled processor divides the events
     */
    record Manner(String name, boolean fromHead, int batch, int segments) {}

    /**
     * Begins to follow.
     *
     * @param committed is told how many events each transaction had, after its commit
     * @return how to stop it
     */
    Running start(AxonLog log, Manner manner, Projection projection, IntConsumer committed) {
        return switch (this) {
            case OURS -> StreamFollower.start(log, manner, projection, committed);
            case OURS_POOLED, STOCK_POOLED -> pooled(log, manner, projection, committed);
            case STOCK_TRACKING -> tracking(log, manner, projection, committed);
        };
    }

    /** A follower at work. */
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    private static Running pooled(AxonLog log, Manner manner, Projection projection, IntConsumer committed) {
        // As many threads as Axon's own configuration gives.
        var coordinator = Executors.newSingleThreadScheduledExecutor();
        var workers = Executors.newScheduledThreadPool(4);
        var processor = PooledStreamingEventProcessor.builder()
                .name(manner.name())
                .eventHandlerInvoker(invoker(log, projection, committed))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(log.eventStore())
                .tokenStore(log.database().tokens())
                .transactionManager(log.database().transactions())
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(manner.segments())
                .initialToken(source -> manner.fromHead() ? source.createHeadToken() : source.createTailToken())
                .batchSize(manner.batch())
                .build();
        return running(processor, List.of(coordinator, workers));
    }

    private static Running tracking(AxonLog log, Manner manner, Projection projection, IntConsumer committed) {
        var processor = TrackingEventProcessor.builder()
                .name(manner.name())
                .eventHandlerInvoker(invoker(log, projection, committed))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(log.eventStore())
                .tokenStore(log.database().tokens())
                .transactionManager(log.database().transactions())
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andInitialTrackingToken(
                                source -> manner.fromHead() ? source.createHeadToken() : source.createTailToken())
                        .andBatchSize(manner.batch()))
                .build();
        return running(processor, List.of());
    }

    private static Running running(StreamingEventProcessor processor, List<ScheduledExecutorService> threads) {
        processor.start();
        return () -> {
            processor.shutDown();
            threads.forEach(ScheduledExecutorService::shutdownNow);
        };
    }

    private static SimpleEventHandlerInvoker invoker(AxonLog log, Projection projection, IntConsumer committed) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(new Batches(log.database().connections(), projection, committed))
                .build();
    }

    /** Gathers what a processor's unit of work brings, and takes it in at the end of it. */
    static final class Batches {
        private static final String KEY = Batches.class.getName();

        private final ConnectionProvider connections;
        private final Projection projection;
        private final IntConsumer committed;

        Batches(ConnectionProvider connections, Projection projection, IntConsumer committed) {
            this.connections = connections;
            this.projection = projection;
            this.committed = committed;
        }

        @EventHandler
        void on(Posted posted) {
            var unit = CurrentUnitOfWork.get().root();
            List<Posted> batch = unit.getOrComputeResource(KEY, _ -> new ArrayList<Posted>());
            if (batch.isEmpty()) {
                unit.onPrepareCommit(_ -> apply(batch));
                unit.afterCommit(_ -> committed.accept(batch.size()));
            }
            batch.add(posted);
        }

        private void apply(List<Posted> batch) {
            try {
                projection.apply(connections.getConnection(), batch);
            } catch (SQLException failure) {
                throw new BenchmarkFailed("a projection failed: " + failure.getMessage(), failure);
            }
        }
    }
}
