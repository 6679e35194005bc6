package org.backlot.log.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.axon.UnitAppend;
import org.backlot.log.api.DeadLetterCommand;
import org.backlot.log.api.Metadata;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PlainText;
import org.backlot.shared.Rejection;

/** Where the operator at the machine looks at dead letters and decides; what the REST endpoints are to an admin. */
public final class DeadLetterDesk {
    private static final int LONGEST_REASON = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final DeadLetters letters;
    private final FollowerPositions positions;
    private final Transactions transactions;
    private final CommandGateway commands;

    public DeadLetterDesk(
            DeadLetters letters, FollowerPositions positions, Transactions transactions, CommandGateway commands) {
        this.letters = letters;
        this.positions = positions;
        this.transactions = transactions;
        this.commands = commands;
    }

    /** What came of a decision. */
    public enum Outcome {
        /** The letter is gone. */
        RESOLVED,
        /** It was tried, and failed again. */
        STILL_PARKED,
        /** The follower has not come to the decision yet; it stays decided. */
        NOT_YET
    }

    /**
     * What is known after a decision.
     *
     * @param position where the decision is in the log
     * @param left how many letters the follower still has
     */
    public record Report(Outcome outcome, long position, long left) {}

    public List<DeadLetters.Letter> list(Optional<String> follower, int limit) {
        return letters.oldest(follower, limit);
    }

    /** Throws {@code NOT_FOUND}. */
    public DeadLetters.Letter show(String follower, long position) {
        return letters.find(follower, position)
                .orElseThrow(() -> Rejection.of(
                        CommonRejection.NOT_FOUND,
                        "The follower %s has no letter at %d.".formatted(follower, position)));
    }

    /** Has it tried again, and waits for what comes of it. */
    public Report retry(String follower, long position, String reason) {
        return decide(
                show(follower, position), new DeadLetterCommand.RetryDeadLetter(follower, position, line(reason)));
    }

    /** Has the follower do without it, and waits until it has heard that. */
    public Report discard(String follower, long position, String reason) {
        return decide(
                show(follower, position), new DeadLetterCommand.DiscardDeadLetter(follower, position, line(reason)));
    }

    private static String line(String reason) {
        try {
            return PlainText.line(reason, LONGEST_REASON);
        } catch (IllegalArgumentException invalid) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "The reason " + invalid.getMessage() + ".")
                    .at("reason");
        }
    }

    private Report decide(DeadLetters.Letter letter, DeadLetterCommand decision) {
        var unit = CommandOrigin.within(
                Map.of(Metadata.ACTOR, "operator"),
                () -> transactions.<UnitOfWork<?>>commit(new GenericMessage<>(decision), work -> {
                    commands.sendAndWait(decision);
                    return work;
                }));
        long decided = UnitAppend.by(unit).map(Appended::reached).orElse(0L);
        boolean heard = heard(letter.follower(), decided);
        long left = letters.count(letter.follower());
        if (letters.find(letter.follower(), letter.position()).isEmpty()) {
            return new Report(Outcome.RESOLVED, decided, left);
        }
        return new Report(heard ? Outcome.STILL_PARKED : Outcome.NOT_YET, decided, left);
    }

    private boolean heard(String follower, long decided) {
        for (long left = PATIENCE.dividedBy(LOOK_AGAIN); left > 0; left--) {
            if (positions.read(follower) >= decided) {
                return true;
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
