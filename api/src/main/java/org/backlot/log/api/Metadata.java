package org.backlot.log.api;

/** The keys of the metadata that every event carries. */
public final class Metadata {
    /** The account that asked, or the process that did ({@code saga/escrow-release}). */
    public static final String ACTOR = "actor";
    /** The workspace in whose name it was asked. */
    public static final String WORKSPACE = "workspace";
    /** What directly caused it: the id of a request, or of the event that a saga answered. */
    public static final String CAUSATION = "causationId";
    /** The request at the beginning of the chain. */
    public static final String CORRELATION = "correlationId";
    /** The trace of that request (W3C Trace Context). */
    public static final String TRACE = "traceId";

    private Metadata() {}
}
