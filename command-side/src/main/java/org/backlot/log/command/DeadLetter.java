package org.backlot.log.command;

import java.time.Instant;
import java.util.List;
import org.backlot.log.api.DeadLetterCommand.DiscardDeadLetter;
import org.backlot.log.api.DeadLetterCommand.NoteParked;
import org.backlot.log.api.DeadLetterCommand.RetryDeadLetter;
import org.backlot.log.api.DeadLetterEvent;
import org.backlot.log.api.DeadLetterEvent.DeadLetterDiscarded;
import org.backlot.log.api.DeadLetterEvent.DeadLetterRetried;
import org.backlot.log.api.DeadLetterEvent.EventParked;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;

/**
 * What may be decided about one event of one follower. Those that only wait behind a parked one have told nothing here
 * before somebody decides about them; so the first thing known may be the decision.
 */
sealed interface DeadLetter {
    /** Nothing is decided. */
    record Open() implements DeadLetter {}

    /** The follower does without it. It may come to it once more: when it begins the log anew. */
    record Discarded() implements DeadLetter {}

    static DeadLetter open() {
        return new Open();
    }

    default List<DeadLetterEvent> note(NoteParked command, Instant now) {
        return List.of(new EventParked(
                command.follower(),
                command.position(),
                command.eventType(),
                command.eventStream(),
                command.attempts(),
                command.failure(),
                now));
    }

    /** @throws Rejection {@code NOT_FOUND} where it was discarded */
    default List<DeadLetterEvent> retry(RetryDeadLetter command, Instant now) {
        return switch (this) {
            case Open _ ->
                List.of(new DeadLetterRetried(command.follower(), command.position(), command.reason(), now));
            case Discarded _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    default List<DeadLetterEvent> discard(DiscardDeadLetter command, Instant now) {
        return switch (this) {
            case Open _ ->
                List.of(new DeadLetterDiscarded(command.follower(), command.position(), command.reason(), now));
            case Discarded _ -> List.of();
        };
    }

    default DeadLetter evolve(DeadLetterEvent event) {
        return switch (event) {
            case EventParked _, DeadLetterRetried _ -> new Open();
            case DeadLetterDiscarded _ -> new Discarded();
        };
    }
}
