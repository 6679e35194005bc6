package org.backlot.log.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.shared.personal.NotPersonal;

/**
 * What became of an event that a follower could not handle: parked, and then what an operator decided. The follower acts
 * on a decision when it comes to it in the log, so a decision reaches it wherever it runs, once, and in its own commit.
 */
public sealed interface DeadLetterEvent extends Event {
    /** The follower that could not handle it. */
    String follower();

    /** The position of the event that was not handled. */
    long position();

    @Override
    default String stream() {
        return "dead-letter/" + follower() + "/" + position();
    }

    /** The follower went past the event without it; later ones of the same sequence wait behind it. */
    @EventName("log.EventParked")
    @Revision("1")
    record EventParked(
            @NotPersonal("a name of the program") String follower,
            long position,
            @NotPersonal("the stored name of an event") String eventType,
            @NotPersonal("kind and id of an aggregate") String eventStream,
            int attempts,

            @NotPersonal("classes, codes and places in the program, never a message")
            String failure,

            Instant at)
            implements DeadLetterEvent {}

    /** An operator has it tried again, and after it what waits behind it. Whether that went well, the follower shows. */
    @EventName("log.DeadLetterRetried")
    @Revision("1")
    record DeadLetterRetried(
            @NotPersonal("a name of the program") String follower,
            long position,

            @NotPersonal("said of a fault of the program; whoever says it is asked to name nobody")
            String reason,

            Instant at)
            implements DeadLetterEvent {}

    /** An operator has the follower do without it for good; what waits behind it goes on. */
    @EventName("log.DeadLetterDiscarded")
    @Revision("1")
    record DeadLetterDiscarded(
            @NotPersonal("a name of the program") String follower,
            long position,

            @NotPersonal("said of a fault of the program; whoever says it is asked to name nobody")
            String reason,

            Instant at)
            implements DeadLetterEvent {}
}
