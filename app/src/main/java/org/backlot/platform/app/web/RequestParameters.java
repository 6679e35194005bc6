package org.backlot.platform.app.web;

import java.net.InetAddress;
import java.security.Principal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.command.PresumedSignIn;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.IdSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers what they take as parameters beside the body: who asks, with which key, up to which position. */
@Component
final class RequestParameters implements HandlerMethodArgumentResolver {
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final IdSource ids;
    private final ClientAddress addresses;

    RequestParameters(IdSource ids, ClientAddress addresses) {
        this.ids = ids;
        this.addresses = addresses;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return type == WriteRequest.class || type == ReadRequest.class || type == PageRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        if (parameter.getParameterType() == PageRequest.class) {
            return Mono.fromSupplier(() -> page(exchange));
        }
        return exchange.<Principal>getPrincipal()
                .ofType(Authentication.class)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(signedIn -> parameter.getParameterType() == WriteRequest.class
                        ? write(exchange, signedIn)
                        : new ReadRequest(caller(signedIn), position(exchange)));
    }

    private static Optional<Caller> caller(Optional<Authentication> signedIn) {
        return signedIn.map(Authentication::getPrincipal)
                .filter(Caller.class::isInstance)
                .map(Caller.class::cast);
    }

    private WriteRequest write(ServerWebExchange exchange, Optional<Authentication> signedIn) {
        var request = exchange.getRequest();
        return new WriteRequest(
                caller(signedIn),
                signedIn.map(Authentication::getDetails)
                        .filter(PresumedSignIn.class::isInstance)
                        .map(PresumedSignIn.class::cast),
                idempotencyKey(exchange),
                request.getMethod().name(),
                request.getPath().value(),
                remote(request),
                ids.next().toString(),
                RequestTrace.of(exchange));
    }

    private static Optional<String> idempotencyKey(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getFirst("Idempotency-Key"))
                .map(RequestParameters::unquoted)
                .map(key -> {
                    if (!VISIBLE_ASCII.matcher(key).matches()) {
                        throw Rejection.of(CommonRejection.IDEMPOTENCY_KEY_INVALID)
                                .at("Idempotency-Key");
                    }
                    return key;
                });
    }

    // The draft wants a quoted string; real clients send it bare.
    private static String unquoted(String key) {
        return key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }

    private NetworkAddress remote(ServerHttpRequest request) {
        return new NetworkAddress(
                addresses.of(request).map(InetAddress::getHostAddress).orElse("unknown"));
    }

    private static OptionalLong position(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst(TransactionalWrites.POSITION_HEADER);
        if (header == null) {
            return OptionalLong.empty();
        }
        try {
            long position = Long.parseLong(header.strip());
            if (position >= 0) {
                return OptionalLong.of(position);
            }
        } catch (NumberFormatException e) {
            // Refused below, like a negative one.
        }
        throw Rejection.of(CommonRejection.PARAMETER_INVALID, "Backlot-Position is a number from 0.")
                .at(TransactionalWrites.POSITION_HEADER);
    }

    private static PageRequest page(ServerWebExchange exchange) {
        try {
            return new PageRequest(number(exchange, "page", 1), number(exchange, "limit", PageRequest.DEFAULT_LIMIT));
        } catch (IllegalArgumentException e) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, String.valueOf(e.getMessage()))
                    .at("page");
        }
    }

    private static int number(ServerWebExchange exchange, String name, int otherwise) {
        var text = exchange.getRequest().getQueryParams().getFirst(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, name + " is a whole number.")
                    .at(name);
        }
    }
}
