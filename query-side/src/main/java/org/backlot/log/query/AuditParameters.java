package org.backlot.log.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;

/** Reads what auditors give as query parameters, and says which one makes no sense: {@code PARAMETER_INVALID}. */
final class AuditParameters {
    static final int LARGEST_LIMIT = 1000;

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    // Databases know no later time; nothing was recorded before 1970 either.
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private AuditParameters() {}

    /** A place in the log: a position, or an instant. */
    sealed interface Place {
        record Position(long value) implements Place {}

        record Time(Instant value) implements Place {}
    }

    static long after(String name, long value) {
        if (value < 0) {
            throw refused(name, name + " must be 0 or more");
        }
        return value;
    }

    static int limit(int value) {
        if (value < 1 || value > LARGEST_LIMIT) {
            throw refused("limit", "limit must be 1 to " + LARGEST_LIMIT);
        }
        return value;
    }

    static Optional<Instant> instant(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> parsedInstant(given)
                        .orElseThrow(() -> refused(name, name + " is an instant such as 2026-11-20T10:00:00Z")));
    }

    static Optional<UUID> id(String name, @Nullable String text) {
        return Optional.ofNullable(text).map(given -> {
            try {
                return UUID.fromString(given);
            } catch (IllegalArgumentException e) {
                throw refused(name, name + " is an id (a UUID)");
            }
        });
    }

    static Optional<String> matching(String name, @Nullable String text, Pattern allowed) {
        return Optional.ofNullable(text).map(given -> {
            if (!allowed.matcher(given).matches()) {
                throw refused(name, name + " has a form that nothing in the log has");
            }
            return given;
        });
    }

    static Optional<Place> place(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> POSITION.matcher(given).matches()
                        ? new Place.Position(Long.parseLong(given))
                        : new Place.Time(parsedInstant(given)
                                .orElseThrow(() -> refused(
                                        name,
                                        name + " is a log position or an instant such as 2026-11-20T10:00:00Z"))));
    }

    static Rejection refused(String name, String why) {
        return Rejection.of(CommonRejection.PARAMETER_INVALID, why).at(name);
    }

    private static Optional<Instant> parsedInstant(String text) {
        try {
            // A plus sign in a query string reads as a space; it can only have been the sign of the offset.
            var time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return time.isBefore(END_OF_TIME) && !time.isBefore(Instant.EPOCH) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
