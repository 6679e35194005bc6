package org.backlot.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.backlot.eventstore.LogSchema;
import org.backlot.eventstore.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The processors would look for themselves once in ten minutes only: what they handle they were woken for. */
@DisplayName("Axon's streaming processors on the log")
class ProcessorsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final int EVENTS = 30;

    private final LogSchema schema = TestDatabase.freshLog();
    private final Node here = new Node(schema);
    private final Node elsewhere = new Node(schema);
    private final List<Long> handled = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        here.close();
        elsewhere.close();
    }

    @Test
    @DisplayName("LED-4: a pooled processor is woken by commits here and elsewhere, and handles all in order")
    void pooled() {
        // Axon's coordinator does not look again where it is woken in a second thread while it ends in the first.
        var coordinator = Executors.newSingleThreadScheduledExecutor();
        var worker = Executors.newSingleThreadScheduledExecutor();
        try {
            handlesAll(PooledStreamingEventProcessor.builder()
                    .name("pooled")
                    .eventHandlerInvoker(handler())
                    .errorHandler(PropagatingErrorHandler.INSTANCE)
                    .messageSource(here.store)
                    .tokenStore(new InMemoryTokenStore())
                    .transactionManager(NoTransactionManager.INSTANCE)
                    .coordinatorExecutor(coordinator)
                    .workerExecutor(worker)
                    .initialSegmentCount(1)
                    .tokenClaimInterval(TEN_MINUTES.toMillis())
                    .claimExtensionThreshold(TEN_MINUTES.toMillis())
                    .build());
        } finally {
            coordinator.shutdownNow();
            worker.shutdownNow();
        }
    }

    @Test
    @DisplayName("LED-4: a tracking processor is woken by commits here and elsewhere, and handles all in order")
    void tracking() {
        handlesAll(TrackingEventProcessor.builder()
                .name("tracking")
                .eventHandlerInvoker(handler())
                .errorHandler(PropagatingErrorHandler.INSTANCE)
                .messageSource(here.store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.INSTANCE)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andEventAvailabilityTimeout(TEN_MINUTES.toMillis(), TimeUnit.MILLISECONDS))
                .build());
    }

    private void handlesAll(StreamingEventProcessor processor) {
        here.commands.sendAndWait(new Take.Open("before"));
        processor.start();
        try {
            await().pollInterval(LOOK_EVERY).until(() -> handled.size() == 1);
            for (int i = 1; i < EVENTS; i++) {
                (i % 2 == 0 ? here : elsewhere).commands.sendAndWait(new Take.Open("take" + i));
                int expected = i + 1;
                await().pollInterval(LOOK_EVERY).until(() -> handled.size() == expected);
            }
            IntStream.range(EVENTS, 2 * EVENTS)
                    .forEach(i -> (i % 2 == 0 ? here : elsewhere).commands.sendAndWait(new Take.Open("take" + i)));
            await().pollInterval(LOOK_EVERY).until(() -> handled.size() == 2 * EVENTS);
            assertThat(handled)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 * EVENTS)
                            .mapToObj(Long::valueOf)
                            .toList());
        } finally {
            processor.shutDown();
        }
    }

    private SimpleEventHandlerInvoker handler() {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(new Object() {
                    @org.axonframework.eventhandling.EventHandler
                    void on(EventMessage<?> message) {
                        handled.add(((TrackedEventMessage<?>) message)
                                .trackingToken()
                                .position()
                                .orElseThrow());
                    }
                })
                .build();
    }
}
