// Why this file exists: frames go past the server's encoder, so their bytes are ours to get right.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 100_000})
    @DisplayName("SET-1: any decoder reads what was framed, at each length of the header (RFC 6455 section 5.2)")
    void whole_frames(int length) {
        var decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(1 << 20)
                .build()));
        var text = "é".repeat(length / 2) + "x".repeat(length % 2);
        decoder.writeInbound(Unpooled.wrappedBuffer(Frame.of(text).wire()));
        TextWebSocketFrame read = decoder.readInbound();
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.isFinalFragment()).isTrue();
        assertThat((Object) decoder.readInbound()).isNull();
        read.release();
        decoder.finishAndReleaseAll();
    }
}
