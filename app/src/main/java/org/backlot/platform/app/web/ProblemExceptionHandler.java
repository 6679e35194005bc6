package org.backlot.platform.app.web;

import org.backlot.log.app.TraceContext;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** The last stop of everything that fails in a request: it leaves as a problem document, and only our faults are logged. */
@Component
@Order(-2)
final class ProblemExceptionHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final ProblemWriter problems;

    ProblemExceptionHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        return problems.write(exchange, Refusals.from(failure).orElseGet(() -> ourFault(exchange, failure)));
    }

    private static Rejection ourFault(ServerWebExchange exchange, Throwable failure) {
        TraceContext.during(
                RequestTrace.of(exchange),
                () -> LOG.error(
                        "{} {} failed",
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath().value(),
                        failure));
        return Rejection.of(CommonRejection.INTERNAL_ERROR);
    }
}
