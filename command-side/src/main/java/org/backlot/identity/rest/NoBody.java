package org.backlot.identity.rest;

/** Stands for the body of a request that has none, where the fingerprint of its Idempotency-Key wants one. */
record NoBody() {
    static final NoBody INSTANCE = new NoBody();
}
