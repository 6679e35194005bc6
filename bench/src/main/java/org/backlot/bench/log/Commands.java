package org.backlot.bench.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.ClosedLoops;
import org.backlot.bench.Measured;

/** Commands through Axon's command bus to event-sourced accounts: each is loaded from the log and appended to. */
final class Commands {
    private final CommandBus bus;

    private Commands(CommandBus bus) {
        this.bus = bus;
    }

    /** @param cached whether Axon keeps accounts in memory, which is right for as long as no other process writes */
    static Commands on(AxonLog log, boolean cached) {
        var bus = SimpleCommandBus.builder()
                .transactionManager(log.commandTransactions())
                .build();
        var builder = EventSourcingRepository.builder(Account.class).eventStore(log.eventStore());
        if (cached) {
            builder.cache(new WeakReferenceCache());
        }
        AggregateAnnotationCommandHandler.<Account>builder()
                .aggregateType(Account.class)
                .repository(builder.build())
                .build()
                .subscribe(bus);
        return new Commands(bus);
    }

    /**
     * Lets clients send commands, each to accounts of its own and to every account once, as long as there are enough.
     *
     * @param prefix with a number from 0 to {@code accounts} behind it, the name of an account
     */
    Measured run(int clients, Duration duration, String prefix, long accounts) {
        return ClosedLoops.run(clients, duration, client -> {
            var next = new AtomicLong();
            return () -> {
                long number = next.getAndIncrement() * clients + client;
                send(new Account.Post(prefix + number % accounts, number));
            };
        });
    }

    private void send(Account.Post command) {
        bus.<Account.Post, Object>dispatch(GenericCommandMessage.asCommandMessage(command), (_, result) -> {
            if (result.isExceptional()) {
                throw new BenchmarkFailed("a command failed: " + result.exceptionResult(), result.exceptionResult());
            }
        });
    }
}
