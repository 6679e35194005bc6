// Why this file exists: whoever holds a connection and waits for another may wait for ever, if all do.
package org.backlot.platform.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.backlot.log.app.Transactions;
import org.backlot.platform.command.CommittedReads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;

@DisplayName("When much comes at once")
class ManyAtOnceSliceTest {
    private static final int CONNECTIONS = 8;
    private static final int WORKERS_AND_LINE = 64 + 10_000;

    private LogSlice slice;

    @BeforeEach
    void start() {
        slice = LogSlice.with(
                Map.of("backlot.postgres.transaction-connections", Integer.toString(CONNECTIONS)), List::of);
    }

    @AfterEach
    void stop() {
        slice.close();
    }

    @Test
    @DisplayName("SET-3: when every connection for transactions is held, whoever holds one can still look something up")
    void pools_apart() throws Exception {
        var allHold = new CyclicBarrier(CONNECTIONS);
        Callable<Long> holdAndLook = () -> slice.bean(Transactions.class).plain(() -> {
            slice.jdbc().sql("select 1").query(Long.class).single();
            allHold.await(1, TimeUnit.MINUTES);
            return slice.bean(CommittedReads.class)
                    .jdbc()
                    .sql("select 2")
                    .query(Long.class)
                    .single();
        });
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var looks = new ArrayList<Future<Long>>();
            for (int number = 0; number < CONNECTIONS; number++) {
                looks.add(threads.submit(holdAndLook));
            }
            for (var look : looks) {
                assertThat(look.get()).isEqualTo(2L);
            }
        }
    }

    @Test
    @DisplayName("SET-3: work waits in line while there is room, and is refused beyond")
    void line() {
        var workers = slice.bean(Scheduler.class);
        var shut = new CountDownLatch(1);
        int taken = 0;
        try {
            while (taken <= WORKERS_AND_LINE) {
                workers.schedule(() -> awaitQuietly(shut));
                taken++;
            }
            fail("more was taken than there is room for");
        } catch (RejectedExecutionException full) {
            assertThat(taken).isEqualTo(WORKERS_AND_LINE);
        } finally {
            shut.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch shut) {
        try {
            shut.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
