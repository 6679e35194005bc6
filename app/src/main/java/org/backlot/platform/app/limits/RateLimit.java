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
    /** As the draft of the RateLimit header fields writes a policy. */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, requests, window.toSeconds());
    }
}
