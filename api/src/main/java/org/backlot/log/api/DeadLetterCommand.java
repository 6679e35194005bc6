package org.backlot.log.api;

import org.backlot.shared.Command;

/** What a follower tells of an event that it could not handle, and what an operator decides about it. */
public sealed interface DeadLetterCommand extends Command {
    String follower();

    long position();

    @Override
    default String stream() {
        return "dead-letter/" + follower() + "/" + position();
    }

    /** Notes that the follower went past the event; by the follower, in the commit in which it does. */
    record NoteParked(
            String follower, long position, String eventType, String eventStream, int attempts, String failure)
            implements DeadLetterCommand {}

    /** Has it tried again, with all that waits behind it. */
    record RetryDeadLetter(String follower, long position, String reason) implements DeadLetterCommand {}

    /** Has the follower do without it. */
    record DiscardDeadLetter(String follower, long position, String reason) implements DeadLetterCommand {}
}
