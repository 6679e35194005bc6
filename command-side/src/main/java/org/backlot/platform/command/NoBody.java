package org.backlot.platform.command;

/** Stands for the body of a request that has none, where the fingerprint of its Idempotency-Key wants one. */
public record NoBody() {
    public static final NoBody INSTANCE = new NoBody();
}
