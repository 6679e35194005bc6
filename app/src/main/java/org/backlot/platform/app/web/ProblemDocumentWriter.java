package org.backlot.platform.app.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.backlot.shared.Rejection;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the problem document of PLT-1: RFC 9457 members, the stable code, the field where one is meant, and beside them
 * the {@code error} object that the clip specification promises.
 */
@Component
final class ProblemDocumentWriter implements ProblemWriter {
    private final JsonMapper json;

    ProblemDocumentWriter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> write(ServerWebExchange exchange, Rejection rejection) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.empty();
        }
        response.setStatusCode(HttpStatusCode.valueOf(rejection.code().status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        rejection
                .retryAfter()
                .ifPresent(wait -> response.getHeaders()
                        .set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
        if (rejection.code().status() == HttpStatus.UNAUTHORIZED.value()) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        byte[] body = json.writeValueAsBytes(document(exchange, rejection));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static Map<String, Object> document(ServerWebExchange exchange, Rejection rejection) {
        var status = HttpStatus.resolve(rejection.code().status());
        var trace = RequestTrace.of(exchange);
        var document = new LinkedHashMap<String, Object>(rejection.extras());
        document.put("type", "urn:backlot:problem:" + rejection.code().name());
        document.put("title", status == null ? "Refused" : status.getReasonPhrase());
        document.put("status", rejection.code().status());
        document.put("detail", rejection.detail());
        document.put("instance", exchange.getRequest().getPath().value());
        document.put("code", rejection.code().name());
        rejection.field().ifPresent(field -> document.put("field", field));
        document.put("trace_id", trace);
        document.put(
                "error", Map.of("code", rejection.code().name(), "message", rejection.detail(), "trace_id", trace));
        return document;
    }
}
