package org.backlot.platform.app.limits;

import java.time.Duration;

/**
 * How many requests in how much time.
 *
 * @param name as {@code RateLimit-Policy} shows it
 * @param requests at most so many
 * @param window in so much time
 */
record RateLimit(String name, long requests, Duration window) {
    private static final long GENEROUS = 100;
    private static final long SHARE = 20;

    /**
     * How many requests a node may grant before it counts them with the others: a twentieth of a limit of a hundred or more,
     * none of a smaller one.
     */
    long countedLater() {
        return requests < GENEROUS ? 0 : requests / SHARE;
    }

    /** As the draft of the RateLimit header fields writes a policy. */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, requests, window.toSeconds());
    }
}
