package org.backlot.bench.log;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** An event log as an application on Axon has it: opened once in a process, used by everybody in it. */
interface AxonLog extends AutoCloseable {
    EventStorageEngine engine();

    EventStore eventStore();

    /** In whose transactions commands are handled. */
    TransactionManager commandTransactions();

    AxonDatabase database();

    @Override
    void close();
}
