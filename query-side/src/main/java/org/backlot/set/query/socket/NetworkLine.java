package org.backlot.set.query.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one outbox to its connection as they are. They go past the server's own encoder, which would write
 * the same header again for each device.
 */
final class NetworkLine implements Line {
    private final Channel channel;
    private final NetworkThread thread;
    private final Outbox outbox;
    private final Form form;

    NetworkLine(Channel channel, NetworkThread thread, Outbox outbox, Form form) {
        this.channel = channel;
        this.thread = thread;
        this.outbox = outbox;
        this.form = form;
    }

    @Override
    public void wake() {
        thread.soon(this::send);
    }

    private void send() {
        @Nullable ChannelFuture last = null;
        for (var frame : outbox.take()) {
            last = channel.write(Unpooled.wrappedBuffer(frame.wire(form)));
        }
        channel.flush();
        if (last == null) {
            outbox.sent();
        } else {
            if (!last.isDone()) {
                outbox.stalled();
            }
            // Done at once where the device keeps up. A connection that breaks ends the conversation, which sees it
            // too.
            last.addListener(_ -> outbox.sent());
        }
    }
}
