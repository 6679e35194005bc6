package org.backlot.platform.app.web;

import org.backlot.shared.Rejection;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers a request with a problem document. */
public interface ProblemWriter {
    /** Writes the rejection as {@code application/problem+json} (RFC 9457) and ends the exchange. */
    Mono<Void> write(ServerWebExchange exchange, Rejection rejection);
}
