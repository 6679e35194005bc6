package org.backlot.platform.command;

/**
 * What a write answers; kept beside its Idempotency-Key so that a repeat answers the same.
 *
 * @param status 200, 201 or 202
 * @param body becomes JSON
 */
public record Answer<R>(int status, R body) {
    public static <R> Answer<R> ok(R body) {
        return new Answer<>(200, body);
    }

    public static <R> Answer<R> created(R body) {
        return new Answer<>(201, body);
    }
}
