package org.backlot.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.backlot.eventstore.AppendRefused.AlreadyAnswered;
import org.backlot.eventstore.AppendRefused.ClaimTaken;
import org.backlot.eventstore.AppendRefused.StreamMovedOn;

/**
 * Appends inside a transaction that somebody else has begun, for units that write rows of their own beside their events.
 * From here to the end of that transaction nobody else appends, so it should come last.
 */
public final class JoinedAppend {
    private final AppendStatements statements;

    public JoinedAppend(LogSchema schema) {
        this.statements = new AppendStatements(schema);
    }

    /**
     * @param connection in a transaction; after an {@link AppendRefused} it can only be rolled back
     * @return what will be committed with it
     */
    public Appended append(Connection connection, Append unit) throws SQLException {
        if (unit.touchesClaims()) {
            // Everybody takes the head before the claims; the other way round two could wait for each other.
            statements.lockHead(connection);
        }
        var taken = statements.claim(connection, unit);
        if (taken.isPresent()) {
            throw new ClaimTaken(taken.get());
        }
        try {
            long head = statements.append(connection, List.of(unit));
            return new Appended(head, unit.events().size());
        } catch (SQLException e) {
            if (Failures.isGuard(e)) {
                throw refusal(unit, e);
            }
            if (Failures.isTryAgain(e) && !unit.events().isEmpty()) {
                throw movedOn(unit, e);
            }
            if (Failures.isInvalid(e)) {
                throw new AppendInvalid(e);
            }
            throw e;
        }
    }

    private static AppendRefused refusal(Append unit, SQLException failure) throws SQLException {
        var constraint = Failures.constraint(failure).orElse("");
        if (constraint.equals("receipt_key") && unit.receipt().isPresent()) {
            return new AlreadyAnswered(unit.receipt().get());
        }
        if (constraint.equals("event_sequence")) {
            return movedOn(unit, failure);
        }
        throw failure;
    }

    private static StreamMovedOn movedOn(Append unit, SQLException failure) {
        var which = unit.events().stream()
                .filter(event -> Failures.isAbout(failure, event.stream(), event.sequence()))
                .findFirst()
                .orElse(unit.events().getFirst());
        return new StreamMovedOn(which.stream(), which.sequence());
    }
}
