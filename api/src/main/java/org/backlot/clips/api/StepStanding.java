package org.backlot.clips.api;

/** What a worker hears who wants to begin an attempt. */
public enum StepStanding {
    /** It is yours. */
    RUN,
    /** It was begun before: by this order, delivered twice, or by a worker that may be gone. The same work may be done. */
    BEGUN_BEFORE,
    /** Nobody wants it any more: drop the order. */
    DROP
}
