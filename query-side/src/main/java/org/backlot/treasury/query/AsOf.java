package org.backlot.treasury.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;

/** How far a read looks: to the end of the log, to a position in it, or to what was recorded by an instant. */
sealed interface AsOf {
    Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    record Now() implements AsOf {}

    record Position(long value) implements AsOf {}

    record Time(Instant value) implements AsOf {}

    /**
     * Reads the parameter {@code asOf}: a position number, or an ISO 8601 instant with offset.
     *
     * @throws Rejection {@code PARAMETER_INVALID}
     */
    static AsOf parse(@Nullable String text) {
        if (text == null) {
            return new Now();
        }
        if (POSITION.matcher(text).matches()) {
            return new Position(Long.parseLong(text));
        }
        try {
            // A plus sign in a query string reads as a space; it can only have been the sign of the offset.
            return new Time(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            throw Rejection.of(
                            CommonRejection.PARAMETER_INVALID,
                            "asOf must be a log position or an instant such as 2026-11-20T10:00:00Z")
                    .at("asOf");
        }
    }
}
