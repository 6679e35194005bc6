package org.backlot.bench.log;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The aggregate of the commands: it is read whole, and one event is added. */
class Account {
    @AggregateIdentifier
    private String id = "";

    private long balance;

    /** Asks for one more posting. */
    record Post(@TargetAggregateIdentifier String account, long number) {}

    @CommandHandler
    void handle(Post command) {
        if (balance == Long.MAX_VALUE) {
            throw new IllegalStateException("the account is full");
        }
        AggregateLifecycle.apply(Postings.posted(command.number(), id), MetaData.from(Postings.METADATA));
    }

    @EventSourcingHandler
    void on(Posted event) {
        id = event.account();
        balance += event.amount();
    }
}
