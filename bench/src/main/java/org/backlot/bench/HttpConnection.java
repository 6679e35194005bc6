// The clients share the processors with what they measure. The JDK's client takes as much of them for a request as a
// small server does, so this one knows only what is needed: one connection, one request at a time, HTTP/1.1.
package org.backlot.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection that stays open from request to request. */
public final class HttpConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 16 * 1024;
    private static final int HEXADECIMAL = 16;

    private final Socket socket;
    private final InputStream in;
    private final String host;

    private HttpConnection(Socket socket, InputStream in, String host) {
        this.socket = socket;
        this.in = in;
        this.host = host;
    }

    /**
     * What came back.
     *
     * @param position of a change in the log; 0 for whatever changed nothing
     */
    public record Reply(int status, long position, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** This reply, where it is a success. */
        public Reply expectSuccess() {
            if (status < 200 || status > 299) {
                throw new BenchmarkFailed("refused with %d: %s".formatted(status, text()));
            }
            return this;
        }
    }

    public static HttpConnection open(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(address, (int) PATIENCE.toMillis());
            return new HttpConnection(
                    socket, new BufferedInputStream(socket.getInputStream(), BUFFER), "localhost:" + address.getPort());
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param headers further header lines, each with its line end
     */
    public Reply send(String method, String path, String headers, byte[] body) throws IOException {
        var head = (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length + "\r\n"
                        + headers + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        socket.getOutputStream().write(request);
        return receive();
    }

    private Reply receive() throws IOException {
        var status = line();
        if (!status.startsWith("HTTP/1.1 ")) {
            throw new IOException("not an HTTP/1.1 answer: " + status);
        }
        int length = 0;
        long position = 0;
        boolean chunked = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            } else if (header.startsWith("backlot-position:")) {
                position = Long.parseLong(
                        header.substring("backlot-position:".length()).strip());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.endsWith("chunked");
            }
        }
        return new Reply(Integer.parseInt(status.substring(9, 12)), position, chunked ? chunks() : bytes(length));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(bytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), HEXADECIMAL);
    }

    private byte[] bytes(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer broke off");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int character = in.read(); character != '\n'; character = in.read()) {
            if (character < 0) {
                throw new EOFException("the connection was closed");
            }
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
