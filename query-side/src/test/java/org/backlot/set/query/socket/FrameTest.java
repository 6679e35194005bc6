// Why this file exists: frames go past the server's encoder, so their bytes are ours to get right.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 100_000})
    @DisplayName("SET-1: any decoder reads what was framed, at each length of the header (RFC 6455 section 5.2)")
    void whole_frames(int length) {
        var text = "é".repeat(length / 2) + "x".repeat(length % 2);
        TextWebSocketFrame read = decoded(Frame.of(text).wire(Form.JSON));
        assertThat(read.text()).isEqualTo(text);
        read.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 65_534, 100_000})
    @DisplayName("SET-1: the binary form is in binary frames of its own length, and written once for all devices")
    void whole_binary_frames(int length) {
        var frame = Frame.of("{\"type\":\"refused\",\"message\":\"%s\"}".formatted("é".repeat(length / 2)));
        BinaryWebSocketFrame read = decoded(frame.wire(Form.BINARY));
        assertThat(ByteBufUtil.getBytes(read.content())).isEqualTo(BinaryWriter.write(frame.json()));
        assertThat(frame.wire(Form.BINARY)).isSameAs(frame.wire(Form.BINARY));
        read.release();
    }

    private static <F extends WebSocketFrame> F decoded(byte[] wire) {
        var decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(1 << 20)
                .build()));
        decoder.writeInbound(Unpooled.wrappedBuffer(wire));
        F read = decoder.readInbound();
        assertThat(read.isFinalFragment()).isTrue();
        assertThat((Object) decoder.readInbound()).isNull();
        decoder.finishAndReleaseAll();
        return read;
    }
}
