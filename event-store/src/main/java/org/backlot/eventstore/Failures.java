package org.backlot.eventstore;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What an error of the database means for an append. */
final class Failures {
    private static final String UNIQUE_VIOLATION = "23505";
    /** The server ends the session, by itself or because somebody told it to. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P03", "57P05");

    /** Two transactions waited for each other, or could not both have been first. */
    private static final Set<String> TRY_AGAIN = Set.of("40P01", "40001");

    private Failures() {}

    /** A constraint of the log's tables did not hold: somebody was first. */
    static boolean isGuard(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState());
    }

    /** Whether a commit that was under way may have happened or not. */
    static boolean isConnectionLost(SQLException failure) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.startsWith("08")
                || SESSION_ENDED.contains(state)
                || failure.getCause() instanceof java.io.IOException;
    }

    /** What was to be written cannot be stored, today or tomorrow: its form, or its size. */
    static boolean isInvalid(SQLException failure) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return !isGuard(failure) && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** The database ended one of two transactions that were in each other's way; doing it again will do. */
    static boolean isTryAgain(SQLException failure) {
        return TRY_AGAIN.contains(Optional.ofNullable(failure.getSQLState()).orElse(""));
    }

    /** The name of the constraint that did not hold. */
    static Optional<String> constraint(SQLException failure) {
        return failure instanceof PSQLException error
                ? Optional.ofNullable(error.getServerErrorMessage()).flatMap(message -> name(message.getConstraint()))
                : Optional.empty();
    }

    /** Whether the values that stood against a constraint are these, as far as the server tells. */
    static boolean isAbout(SQLException failure, String stream, long sequence) {
        return failure instanceof PSQLException error
                && error.getServerErrorMessage() != null
                && String.valueOf(error.getServerErrorMessage().getDetail())
                        .contains("=(" + stream + ", " + sequence + ")");
    }

    private static Optional<String> name(@Nullable String constraint) {
        return Optional.ofNullable(constraint);
    }
}
