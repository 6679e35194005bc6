package org.backlot.platform.command;

import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/**
 * Runs a write: on a virtual thread, in one transaction that commits the events of every command it sends, its uniqueness
 * claims and its Idempotency-Key together, or nothing at all.
 */
public interface Writes {
    /**
     * @param request who asks, with which key
     * @param body what they sent; part of the key's fingerprint, and checked for missing fields
     * @param answerType the type of the answer, to read a kept one back
     * @param work checks access, sends commands, makes the answer; may block; runs again after a conflict
     * @return the answer with {@code Backlot-Position}; an error signal carries a {@link org.backlot.shared.Rejection}
     */
    <R> Mono<ResponseEntity<R>> run(WriteRequest request, Object body, Class<R> answerType, Supplier<Answer<R>> work);
}
