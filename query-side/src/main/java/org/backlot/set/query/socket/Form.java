// Why this file exists: a device on a thin line chooses small frames when it connects, and means the same by them.
package org.backlot.set.query.socket;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;

/** How frames are written, in both directions; a device chooses by the sub-protocol that it offers. */
enum Form {
    /** JSON in text frames; also without any sub-protocol. */
    JSON("backlot.v1", WebSocketMessage.Type.TEXT, "a frame is text"),
    /** CBOR in binary frames: numbers in place of names ({@link Key}, {@link Words}). */
    BINARY("backlot.v1.cbor", WebSocketMessage.Type.BINARY, "a frame is binary");

    private final String protocol;
    private final WebSocketMessage.Type type;
    private final String rule;

    Form(String protocol, WebSocketMessage.Type type, String rule) {
        this.protocol = protocol;
        this.type = type;
        this.rule = rule;
    }

    /** The sub-protocols that the server speaks. */
    static List<String> protocols() {
        return Arrays.stream(values()).map(form -> form.protocol).toList();
    }

    /** What the device of a handshake has chosen. */
    static Form of(HandshakeInfo handshake) {
        return BINARY.protocol.equals(handshake.getSubProtocol()) ? BINARY : JSON;
    }

    /** What a device of this form has said. Its buffer is not needed any more after this. */
    ClientFrame read(WebSocketMessage message) {
        if (message.getType() != type) {
            return new ClientFrame.Malformed(Optional.empty(), rule);
        }
        return switch (this) {
            case JSON -> FrameReader.read(message.getPayloadAsText());
            case BINARY -> {
                var payload = message.getPayload();
                var bytes = new byte[payload.readableByteCount()];
                payload.read(bytes);
                yield FrameReader.read(bytes);
            }
        };
    }
}
