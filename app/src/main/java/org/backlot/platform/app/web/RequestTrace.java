package org.backlot.platform.app.web;

import java.util.Optional;
import java.util.regex.Pattern;
import org.backlot.log.app.TraceContext;
import org.backlot.shared.id.IdSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every request its trace: the caller's, where it sends a valid {@code traceparent} (W3C Trace Context), else a new
 * one. The trace goes out with the answer and into the metadata of every event the request causes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestTrace implements WebFilter {
    private static final String ATTRIBUTE = RequestTrace.class.getName();
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    private final IdSource ids;

    RequestTrace(IdSource ids) {
        this.ids = ids;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var trace = given(exchange).orElseGet(() -> ids.next().toString().replace("-", ""));
        exchange.getAttributes().put(ATTRIBUTE, trace);
        exchange.getResponse().getHeaders().set("Backlot-Trace", trace);
        return chain.filter(exchange).contextWrite(context -> context.put(TraceContext.TRACE_ID, trace));
    }

    /** The trace id of an exchange: 32 hexadecimal digits. */
    public static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "0".repeat(32));
    }

    private static Optional<String> given(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getFirst("traceparent"))
                .map(TRACEPARENT::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }
}
