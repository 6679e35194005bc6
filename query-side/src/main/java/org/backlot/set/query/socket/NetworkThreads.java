package org.backlot.set.query.socket;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.HandshakeInfo;

/** The network threads of this node, and the lines that they serve. */
@Component
public final class NetworkThreads {
    /** Under this name the upgrade leaves the connection among the handshake's attributes. */
    public static final String CONNECTION = NetworkThreads.class.getName() + ".connection";

    private final Map<EventLoop, NetworkThread> threads = new ConcurrentHashMap<>();

    /** Begins to send what waits in an outbox to the device of a handshake. */
    void serve(HandshakeInfo handshake, Outbox outbox) {
        var channel = Optional.ofNullable(handshake.getAttributes().get(CONNECTION))
                .map(Channel.class::cast)
                .orElseThrow(() -> new IllegalStateException("the upgrade has not left the connection"));
        var thread = threads.computeIfAbsent(channel.eventLoop(), NetworkThread::new);
        outbox.connect(new NetworkLine(channel, thread, outbox, Form.of(handshake)));
    }
}
