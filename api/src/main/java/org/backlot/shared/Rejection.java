package org.backlot.shared;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that the rules refuse. Part of the API: it carries a stable code, says which field is meant where one is, and
 * becomes a problem document (RFC 9457). Nothing has changed when one is thrown.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RejectionCode code;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;
    private final transient Map<String, Object> extras;

    private Rejection(
            RejectionCode code,
            String detail,
            @Nullable String field,
            @Nullable Duration retryAfter,
            Map<String, Object> extras) {
        super(detail, null, false, false);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
        this.extras = extras;
    }

    /** Refuses with the code's own message. */
    public static Rejection of(RejectionCode code) {
        return of(code, code.message());
    }

    /** Refuses with a message for this case; it must hold no personal data and no secret. */
    public static Rejection of(RejectionCode code, String detail) {
        return new Rejection(code, detail, null, null, Map.of());
    }

    /** Says which field is meant, by its JSON path, for example {@code signatories[1].accountId}. */
    public Rejection at(String jsonPath) {
        return new Rejection(code, detail(), jsonPath, retryAfter, extras);
    }

    /** Adds a member to the problem document, for example the list of missing evidence. */
    public Rejection with(String name, Object value) {
        var more = new LinkedHashMap<>(extras);
        more.put(name, value);
        return new Rejection(code, detail(), field, retryAfter, Map.copyOf(more));
    }

    /** Tells the client when to come back ({@code Retry-After}). */
    public Rejection retryAfter(Duration wait) {
        return new Rejection(code, detail(), field, wait, extras);
    }

    public RejectionCode code() {
        return code;
    }

    public String detail() {
        return Optional.ofNullable(getMessage()).orElseGet(code::message);
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Map<String, Object> extras() {
        return extras;
    }
}
