// Why this file exists: a device that says something the moment it is connected must be heard, and what it is told must
// not grow old in the system's buffers.
package org.backlot.platform.app.web;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import java.util.HashMap;
import java.util.function.Supplier;
import org.backlot.set.query.socket.NetworkThreads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Turns a request into a WebSocket on the connection's own thread. The security filter answers on another one, and from
 * there the server may already read the first frame before it has put the socket in the request's place: one frame in six
 * was lost so, where a device spoke at once. It leaves the connection to whoever talks over it.
 */
public final class UpgradeOnEventLoop extends ReactorNettyRequestUpgradeStrategy {
    /**
     * The system takes more for a connection only when it has sent what it has. Otherwise it takes up to some megabytes for
     * a device that reads slowly: thousands of frames that nobody can replace by the latest any more. What is on its way
     * does not count, so a far device that reads is not slowed down.
     */
    private static final long MOST_NOT_SENT = 1;

    @Override
    public Mono<Void> upgrade(
            ServerWebExchange exchange,
            WebSocketHandler handler,
            @Nullable String subProtocol,
            Supplier<HandshakeInfo> handshakeInfo) {
        HttpServerResponse response = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        return Mono.<Channel>create(found -> response.withConnection(connection -> found.success(connection.channel())))
                // Elsewhere than on Linux nobody knows this option, and it is passed over.
                .doOnNext(channel -> channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_NOT_SENT))
                .flatMap(channel -> super.upgrade(
                                exchange, handler, subProtocol, () -> with(channel, handshakeInfo.get()))
                        .subscribeOn(Schedulers.fromExecutor(channel.eventLoop())));
    }

    private static HandshakeInfo with(Channel channel, HandshakeInfo info) {
        var attributes = new HashMap<>(info.getAttributes());
        attributes.put(NetworkThreads.CONNECTION, channel);
        return new HandshakeInfo(
                info.getUri(),
                info.getHeaders(),
                info.getCookies(),
                info.getPrincipal(),
                info.getSubProtocol(),
                info.getRemoteAddress(),
                attributes,
                info.getLogPrefix());
    }
}
