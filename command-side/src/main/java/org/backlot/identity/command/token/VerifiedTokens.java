package org.backlot.identity.command.token;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backlot.identity.api.access.Caller;

/**
 * Tokens whose signature was found good a moment ago. Checking one costs as much as answering the request that it comes
 * with, and the same one comes again and again; every device of a set shows its own each second. Whether its session
 * still stands is asked each time, here or not; that its key was withdrawn is noticed within a minute.
 */
final class VerifiedTokens {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Map<String, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    };

    private record Verified(Caller caller, Instant until) {}

    /** Whom a token names; empty where it must be looked at again. */
    synchronized Optional<Caller> find(String token, Instant now) {
        return Optional.ofNullable(tokens.get(token))
                .filter(known -> now.isBefore(known.until))
                .map(Verified::caller);
    }

    /** @param expires when it is no longer good by its own words */
    synchronized void keep(String token, Caller caller, Instant now, Instant expires) {
        var until = now.plus(KEPT);
        tokens.put(token, new Verified(caller, expires.isBefore(until) ? expires : until));
    }
}
