package org.backlot.log.app;

import io.lettuce.core.RedisException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.backlot.eventstore.LogBusy;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.OutcomeUnknown;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * What is known of a failed attempt at an event. Messages of exceptions are left out: they quote rows and payloads, and
 * what is kept here outlives the people in them.
 *
 * @param type the class of what went wrong first
 * @param message codes, names of constraints, and the place in the program
 * @param eventsOwn whether it may be this event that cannot be handled; else every other would fail as well, and waiting
 *     or another version of the program is what helps
 */
record Failure(String type, String message, boolean eventsOwn) {
    private static final String OURS = "org.backlot.";
    /** Connections, resources, the server's own troubles and orders, transactions that were in each other's way. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40", "XX");

    private static final Set<String> PASSING = Set.of(
            // a lock that could not be had, and a server that only reads
            "55P03",
            "25006",
            // tables, columns, schemas or rights that the program misses: the view is of another version
            "42P01",
            "42703",
            "3F000",
            "42501");

    static Failure of(Throwable failure) {
        @Nullable String told = null;
        boolean passing = false;
        Throwable root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            passing |= isPassing(cause);
            if (told == null) {
                told = told(cause).orElse(null);
            }
        }
        var place = place(failure, root);
        return new Failure(root.getClass().getName(), told == null ? place : told + ", " + place, !passing);
    }

    private static boolean isPassing(Throwable cause) {
        return switch (cause) {
            case SQLException sql ->
                isPassing(Optional.ofNullable(sql.getSQLState()).orElse(""));
            case IOException _, InterruptedException _, RedisException _ -> true;
            case EventUnreadable _ -> true;
            case LogUnavailable _, LogBusy _, OutcomeUnknown _ -> true;
            case DataAccessResourceFailureException _, TransientDataAccessException _ -> true;
            case CannotCreateTransactionException _ -> true;
            default -> false;
        };
    }

    private static boolean isPassing(String state) {
        return PASSING.contains(state) || state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2));
    }

    private static Optional<String> told(Throwable cause) {
        return switch (cause) {
            case Rejection rejection -> Optional.of(rejection.code().name());
            case PSQLException sql -> {
                var server = sql.getServerErrorMessage();
                var constraint = server == null ? null : server.getConstraint();
                yield Optional.of("SQL state " + sql.getSQLState() + (constraint == null ? "" : ", " + constraint));
            }
            case SQLException sql -> Optional.of("SQL state " + sql.getSQLState());
            default -> Optional.empty();
        };
    }

    // The nearest line of ours to where it happened.
    private static String place(Throwable failure, Throwable root) {
        return firstOfOurs(root)
                .or(() -> firstOfOurs(failure))
                .map(frame -> "at %s.%s line %d"
                        .formatted(
                                frame.getClassName().substring(OURS.length()),
                                frame.getMethodName(),
                                frame.getLineNumber()))
                .orElse("outside the program");
    }

    private static Optional<StackTraceElement> firstOfOurs(Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    /** As it is told in the log: one line. */
    String inOneLine() {
        return type + " (" + message + ")";
    }
}
