package org.backlot.platform.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;

/** How far a read looks: to the end of the log, to a position in it, or to what was recorded by an instant. */
public sealed interface AsOf {
    Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    /** Databases know no later time; nothing was recorded before 1970 either. */
    Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    record Now() implements AsOf {}

    record Position(long value) implements AsOf {}

    record Time(Instant value) implements AsOf {}

    /**
     * Reads the parameter {@code asOf}: a position number, or an ISO 8601 instant with offset.
     *
     * @throws Rejection {@code PARAMETER_INVALID}
     */
    static AsOf parse(@Nullable String text) {
        return parse("asOf", text);
    }

    /** The same for a parameter of another name. */
    static AsOf parse(String parameter, @Nullable String text) {
        if (text == null) {
            return new Now();
        }
        if (POSITION.matcher(text).matches()) {
            return new Position(Long.parseLong(text));
        }
        try {
            // A plus sign in a query string reads as a space; it can only have been the sign of the offset.
            var time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (time.isBefore(END_OF_TIME) && !time.isBefore(Instant.EPOCH)) {
                return new Time(time);
            }
        } catch (DateTimeException _) {
            // Refused like an instant out of range.
        }
        throw Rejection.of(
                        CommonRejection.PARAMETER_INVALID,
                        parameter + " must be a log position or an instant such as 2026-11-20T10:00:00Z")
                .at(parameter);
    }
}
