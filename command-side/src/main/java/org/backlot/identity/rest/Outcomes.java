package org.backlot.identity.rest;

import java.util.Optional;
import org.springframework.http.ResponseEntity;

/**
 * Turns what a write kept into what its caller reads. Some outcomes are facts that must be committed although the caller
 * is refused, and some hold less than the caller gets, so that no secret lies beside an Idempotency-Key.
 */
final class Outcomes {
    private Outcomes() {}

    static <O> O of(ResponseEntity<O> kept) {
        return Optional.ofNullable(kept.getBody()).orElseThrow();
    }

    /** The same answer, headers and all, with another body. */
    static <R> ResponseEntity<R> with(ResponseEntity<?> kept, R body) {
        return ResponseEntity.status(kept.getStatusCode())
                .headers(headers -> headers.addAll(kept.getHeaders()))
                .body(body);
    }
}
