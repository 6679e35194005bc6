package org.backlot.bench.hud;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.backlot.bench.BenchmarkFailed;

/** One device's WebSocket (RFC 6455), with no more to it than a measurement needs: whole text frames. */
final class Socket implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_TWO = 126;
    private static final int LENGTH_IN_EIGHT = 127;
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int FIRST_BUFFER = 2048;
    private static final int UNSIGNED_SHORT = 0xffff;

    private final SocketChannel channel;
    private ByteBuffer arrived = ByteBuffer.allocate(FIRST_BUFFER);

    private Socket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Takes whole text frames. The bytes are the frame's only until it returns. */
    @FunctionalInterface
    interface Frames {
        void text(byte[] bytes, int from, int length);
    }

    /**
     * Opens it.
     *
     * @param headers further header lines, each with its line end
     */
    static Socket open(InetSocketAddress address, String path, String headers) {
        return open(address, path, headers, 0);
    }

    /**
     * Opens it with little room for what has come and was not read yet.
     *
     * @param receiveBuffer in bytes; 0 leaves it to the system
     */
    static Socket open(InetSocketAddress address, String path, String headers, int receiveBuffer) {
        try {
            var channel = SocketChannel.open();
            if (receiveBuffer > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            channel.connect(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var socket = new Socket(channel);
            // The key is a nonce that a server may not have cached the answer to; nobody caches here.
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + address.getPort()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + headers + "\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            socket.awaitUpgrade();
            channel.configureBlocking(false);
            return socket;
        } catch (IOException failure) {
            throw new BenchmarkFailed("a device could not connect: " + failure, failure);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    private void awaitUpgrade() throws IOException {
        var head = "";
        while (!head.contains("\r\n\r\n")) {
            if (channel.read(arrived) < 0) {
                throw new EOFException("closed during the handshake: " + head);
            }
            head = new String(arrived.array(), 0, arrived.position(), StandardCharsets.ISO_8859_1);
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException("refused: " + head.lines().findFirst().orElse(""));
        }
        arrived.flip().position(head.indexOf("\r\n\r\n") + 4);
        arrived.compact();
    }

    /** Reads what has come, and hands over the frames that are whole. */
    void read(Frames frames) throws IOException {
        if (!arrived.hasRemaining()) {
            arrived = ByteBuffer.allocate(arrived.capacity() * 2).put(arrived.flip());
        }
        if (channel.read(arrived) < 0) {
            throw new EOFException("the server closed a device's connection");
        }
        arrived.flip();
        while (take(frames)) {
            // Until there is no whole one.
        }
        arrived.compact();
    }

    /**
     * Reads no further than to the end of one frame, and hands it over; what comes after it stays with the system.
     *
     * @return whether it was whole
     */
    boolean readOne(Frames frames) throws IOException {
        while (true) {
            arrived.flip();
            int lacking = lacking();
            if (lacking == 0) {
                take(frames);
                arrived.compact();
                return true;
            }
            arrived.compact();
            while (arrived.remaining() < lacking) {
                arrived = ByteBuffer.allocate(arrived.capacity() * 2).put(arrived.flip());
            }
            arrived.limit(arrived.position() + lacking);
            int length = channel.read(arrived);
            arrived.limit(arrived.capacity());
            if (length < 0) {
                throw new EOFException("the server closed a device's connection");
            }
            if (length == 0) {
                return false;
            }
        }
    }

    /** How many bytes must come at least before the next frame can be whole. */
    private int lacking() {
        if (arrived.remaining() < 2) {
            return 2 - arrived.remaining();
        }
        int begin = arrived.position();
        int length = arrived.get(begin + 1) & LENGTH;
        int header = 2;
        if (length == LENGTH_IN_TWO) {
            header += Short.BYTES;
            if (arrived.remaining() < header) {
                return header - arrived.remaining();
            }
            length = arrived.getShort(begin + 2) & UNSIGNED_SHORT;
        }
        return Math.max(0, header + length - arrived.remaining());
    }

    private boolean take(Frames frames) throws IOException {
        if (arrived.remaining() < 2) {
            return false;
        }
        int begin = arrived.position();
        int opcode = arrived.get() & OPCODE;
        int length = arrived.get() & LENGTH;
        if (length == LENGTH_IN_EIGHT || (length == LENGTH_IN_TWO && arrived.remaining() < Short.BYTES)) {
            if (length == LENGTH_IN_EIGHT) {
                throw new IOException("a frame of more than 64 KB");
            }
            arrived.position(begin);
            return false;
        }
        if (length == LENGTH_IN_TWO) {
            length = arrived.getShort() & UNSIGNED_SHORT;
        }
        if (arrived.remaining() < length) {
            arrived.position(begin);
            return false;
        }
        int from = arrived.position();
        arrived.position(from + length);
        switch (opcode) {
            case TEXT -> frames.text(arrived.array(), from, length);
            case PING -> send(PONG, Arrays.copyOfRange(arrived.array(), from, from + length));
            case CLOSE ->
                throw new EOFException(
                        "the server said goodbye: " + (length < 2 ? "" : arrived.getShort(from) & UNSIGNED_SHORT));
            default -> {
                // Nothing that is measured.
            }
        }
        return true;
    }

    void send(String text) {
        try {
            send(TEXT, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new BenchmarkFailed("a device could not send: " + failure, failure);
        }
    }

    // Masked with zeros, which leaves the bytes as they are.
    private synchronized void send(int opcode, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) (FINAL | opcode));
        if (payload.length < LENGTH_IN_TWO) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_IN_TWO)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
