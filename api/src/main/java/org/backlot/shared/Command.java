package org.backlot.shared;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Something a client, a saga or a worker asks of one aggregate. */
public interface Command {
    /** The event stream of the aggregate that decides, {@code kind/id}, for example {@code treasury/0198…}. */
    @TargetAggregateIdentifier
    String stream();
}
