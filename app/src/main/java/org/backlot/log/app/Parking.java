package org.backlot.log.app;

import java.time.Instant;
import java.util.HashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.backlot.log.api.DeadLetterCommand;
import org.backlot.log.api.DeadLetterEvent;
import org.backlot.log.api.DeadLetterEvent.DeadLetterDiscarded;
import org.backlot.log.api.DeadLetterEvent.DeadLetterRetried;
import org.backlot.log.api.EventCatalog;
import org.backlot.log.api.Metadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events of one follower one at a time, and lays aside what it cannot handle after some attempts. Later events of
 * the same sequence are laid behind it, so that their order holds; others go on. What an operator decides about a letter
 * is an event too, and is carried out when the follower comes to it.
 *
 * <p>The letter and the position that passes the event are one commit; so are the handling of a letter and its removal.
 */
final class Parking {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

    private final String follower;
    private final Handler handler;
    private final DeadLetters letters;
    private final FollowerPositions positions;
    private final Reach reach;
    private final RecordedLog log;
    private final Transactions transactions;
    private final ParkingRules rules;
    private long failing;
    private int attempts;
    private Instant firstFailure = Instant.EPOCH;

    Parking(
            String follower,
            Handler handler,
            DeadLetters letters,
            FollowerPositions positions,
            Reach reach,
            RecordedLog log,
            Transactions transactions,
            ParkingRules rules) {
        this.follower = follower;
        this.handler = handler;
        this.letters = letters;
        this.positions = positions;
        this.reach = reach;
        this.log = log;
        this.transactions = transactions;
        this.rules = rules;
    }

    /** What the follower does with events. */
    interface Handler {
        boolean concerns(TrackedEventMessage<?> message);

        /** Names what must stay in order. */
        String sequence(TrackedEventMessage<?> message);

        /** Handles it in the running transaction. */
        void handle(TrackedEventMessage<?> message);
    }

    /** Whether it carries an operator's decision about a letter of this follower. */
    boolean decides(TrackedEventMessage<?> message) {
        return RecordedLog.payload(message) instanceof DeadLetterEvent decision
                && decision.follower().equals(follower)
                && !(decision instanceof DeadLetterEvent.EventParked);
    }

    /** How many letters the follower has. */
    long count() {
        return letters.count(follower);
    }

    /** The sequences whose events have to wait; asked while the follower's row is held. */
    Set<String> waiting(FollowerPositions.Standing standing) {
        return standing.parked() == 0 ? Set.of() : letters.sequences(follower);
    }

    /** Lays an event behind an earlier one of its sequence; {@link #laidBehind} when all are. */
    void layBehind(TrackedEventMessage<?> message) {
        letters.parkBehind(follower, eventOf(message));
    }

    /** Counts what was laid aside in this transaction. Throws where it is more than a follower may have. */
    void laidBehind() {
        letters.recount(follower);
        if (count() > rules.most()) {
            throw new IllegalStateException(follower + " has laid aside as many events as it may");
        }
    }

    /**
     * Takes one event: handles it, lays it behind another, carries out what it decides, or parks it after the last
     * attempt. Throws where it is to be tried again.
     *
     * @return false where another node is at it
     */
    boolean take(TrackedEventMessage<?> message) {
        long position = RecordedLog.positionOf(message);
        try {
            return decides(message)
                    ? carryOut((DeadLetterEvent) RecordedLog.payload(message), position)
                    : handle(message);
        } catch (RuntimeException e) {
            var failure = Failure.of(e);
            if (!failure.eventsOwn() || !isLastAttempt(position) || count() >= rules.most()) {
                throw e;
            }
            LOG.error(
                    "{} parks the event at {} after {} attempts: {}",
                    follower,
                    position,
                    attempts,
                    failure.inOneLine());
            return park(message, failure);
        }
    }

    private boolean isLastAttempt(long position) {
        if (failing != position) {
            failing = position;
            attempts = 0;
            firstFailure = rules.clock().instant();
        }
        attempts++;
        return attempts >= rules.attempts();
    }

    private boolean handle(TrackedEventMessage<?> message) {
        return step(message, RecordedLog.positionOf(message), standing -> {
            if (!handler.concerns(message)) {
                return;
            }
            if (waiting(standing).contains(handler.sequence(message))) {
                layBehind(message);
                laidBehind();
            } else {
                handler.handle(message);
            }
        });
    }

    private boolean park(TrackedEventMessage<?> message, Failure failure) {
        var event = eventOf(message);
        return CommandOrigin.within(
                originOf(message),
                () -> step(message, event.position(), _ -> {
                    letters.park(follower, event, failure, attempts, firstFailure);
                    // Whoever cannot handle these would park and tell for ever.
                    if (!event.stream().startsWith("dead-letter/")) {
                        rules.tell()
                                .accept(new DeadLetterCommand.NoteParked(
                                        follower,
                                        event.position(),
                                        event.type(),
                                        event.stream(),
                                        attempts,
                                        failure.inOneLine()));
                    }
                }));
    }

    // One commit: the work, and the position that includes the message.
    private boolean step(TrackedEventMessage<?> message, long position, Consumer<FollowerPositions.Standing> work) {
        return transactions.commit(message, _ -> {
            var standing = positions.tryLock(follower);
            if (standing.isEmpty() || reach.wasTakenBack(standing.get().position())) {
                return false;
            }
            if (standing.get().position() < position) {
                work.accept(standing.get());
                positions.moveTo(follower, position);
            }
            return true;
        });
    }

    // Each letter is a commit of its own. What a crash leaves of them is gone on with, for the position is still before
    // the decision.
    private boolean carryOut(DeadLetterEvent decision, long position) {
        var sequence = letters.find(follower, decision.position())
                .map(DeadLetters.Letter::sequence)
                .orElseGet(() -> handler.sequence(log.at(decision.position())));
        boolean here = switch (decision) {
            case DeadLetterDiscarded discarded -> discard(discarded) && goOn(sequence);
            case DeadLetterRetried _ -> goOn(sequence);
            case DeadLetterEvent.EventParked _ -> true;
        };
        return here && step(log.at(position), position, _ -> {});
    }

    private boolean discard(DeadLetterDiscarded discarded) {
        return transactions.plain(() -> {
            if (positions.tryLock(follower).isEmpty()) {
                return false;
            }
            letters.remove(follower, discarded.position());
            return true;
        });
    }

    private enum Again {
        HANDLED,
        FAILED,
        ELSEWHERE
    }

    private boolean goOn(String sequence) {
        for (var next = letters.first(follower, sequence); next.isPresent(); next = letters.first(follower, sequence)) {
            switch (again(next.get())) {
                case HANDLED -> {
                    // On to the one behind it.
                }
                case FAILED -> {
                    return true;
                }
                case ELSEWHERE -> {
                    return false;
                }
            }
        }
        return true;
    }

    private Again again(DeadLetters.Letter letter) {
        var message = log.at(letter.position());
        try {
            return transactions.commit(message, _ -> {
                if (positions.tryLock(follower).isEmpty()) {
                    return Again.ELSEWHERE;
                }
                // Gone where another node was at it a moment ago.
                if (letters.remove(follower, letter.position())) {
                    handler.handle(message);
                }
                return Again.HANDLED;
            });
        } catch (RuntimeException e) {
            var failure = Failure.of(e);
            if (!failure.eventsOwn()) {
                throw e;
            }
            LOG.error("{} failed again at the parked event {}: {}", follower, letter.position(), failure.inOneLine());
            return transactions.plain(() -> {
                letters.failedAgain(follower, letter.position(), failure);
                return Again.FAILED;
            });
        }
    }

    private DeadLetters.Event eventOf(TrackedEventMessage<?> message) {
        return new DeadLetters.Event(
                RecordedLog.positionOf(message), handler.sequence(message), streamOf(message), typeOf(message));
    }

    private static String typeOf(TrackedEventMessage<?> message) {
        return EventCatalog.nameOf(message.getPayloadType()).orElseThrow();
    }

    private static String streamOf(TrackedEventMessage<?> message) {
        return ((DomainEventMessage<?>) message).getAggregateIdentifier();
    }

    private HashMap<String, String> originOf(TrackedEventMessage<?> message) {
        var origin = new HashMap<String, String>();
        message.getMetaData().forEach((name, value) -> origin.put(name, String.valueOf(value)));
        origin.put(Metadata.ACTOR, "follower/" + follower);
        origin.put(Metadata.CAUSATION, message.getIdentifier());
        return origin;
    }
}
