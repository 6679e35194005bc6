package org.backlot.platform.app.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where a request came from. {@code X-Forwarded-For} is believed only as far as trusted proxies wrote it: from the right,
 * up to the first address that is not one of them; everything further left is what the client itself said.
 */
@Component
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<Network> trusted;

    public ClientAddress(Environment environment) {
        this.trusted =
                Binder.get(environment)
                        .bind("backlot.trusted-proxies", Bindable.listOf(String.class))
                        .orElse(List.of())
                        .stream()
                        .filter(text -> !text.isBlank())
                        .map(Network::parse)
                        .toList();
    }

    /** The client's address; empty where the connection has none, as in a test without a network. */
    public Optional<InetAddress> of(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(peer -> behind(peer, request.getHeaders().getOrEmpty(FORWARDED_FOR)));
    }

    private InetAddress behind(InetAddress peer, List<String> forwardedFor) {
        var hops = new ArrayList<>(forwardedFor.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList());
        var client = peer;
        while (isTrusted(client) && !hops.isEmpty()) {
            var before = literal(hops.removeLast());
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    // Never a host name: looking one up would let a client choose whom we ask.
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** An address or a network in CIDR form. */
    private record Network(byte[] prefix, int bits) {
        static Network parse(String text) {
            var parts = text.strip().split("/", 2);
            var prefix = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = parts.length == 1 ? prefix.length * Byte.SIZE : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > prefix.length * Byte.SIZE) {
                throw new IllegalArgumentException("backlot.trusted-proxies: not a network: " + text);
            }
            return new Network(prefix, bits);
        }

        boolean holds(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((bytes[bit / Byte.SIZE] & mask) != (prefix[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
