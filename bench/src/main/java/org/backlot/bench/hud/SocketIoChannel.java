package org.backlot.bench.hud;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.HttpConnection;
import org.backlot.bench.NodeScript;
import org.backlot.bench.Program;

/** A room of socket.io with its Redis adapter, as the specification names it. Nothing is on any disk. */
final class SocketIoChannel implements LiveChannel {
    /** Engine.IO 4: a digit for the kind of packet; within a message, Socket.IO's own. */
    private static final byte[] OPENED = {'0'};

    private static final byte[] PING = {'2'};
    private static final byte[] CONNECTED = {'4', '0'};
    private static final byte[] EVENT = {'4', '2'};
    private static final byte[] NO_BODY = {};

    private final Program program;
    private final Process node;
    private final InetSocketAddress address;
    private final HttpConnection connection;

    private SocketIoChannel(Program program, Process node, InetSocketAddress address) throws IOException {
        this.program = program;
        this.node = node;
        this.address = address;
        this.connection = HttpConnection.open(address);
    }

    /**
     * Starts it.
     *
     * @param program whose Redis it uses
     * @param told what devices are told of a roll, as JSON
     */
    static SocketIoChannel start(Program program, NodeScript script, String told) {
        var node = script.start(program.redisUrl(), told);
        try {
            var output = new BufferedReader(node.inputReader(StandardCharsets.UTF_8));
            var port = output.readLine();
            if (port == null) {
                throw new BenchmarkFailed("socket.io did not start");
            }
            return new SocketIoChannel(
                    program, node, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
        } catch (IOException failure) {
            node.destroy();
            throw new BenchmarkFailed("socket.io did not start: " + failure, failure);
        }
    }

    @Override
    public String name() {
        return "socketio";
    }

    @Override
    public Socket connect() {
        return Socket.open(address, "/socket.io/?EIO=4&transport=websocket", "");
    }

    @Override
    public Meaning meaning(byte[] frame, int from, int length) {
        if (LiveChannel.begins(frame, from, length, EVENT)) {
            return Meaning.CHANGE;
        }
        if (LiveChannel.begins(frame, from, length, CONNECTED)) {
            return Meaning.JOINED;
        }
        return LiveChannel.begins(frame, from, length, OPENED) || LiveChannel.begins(frame, from, length, PING)
                ? Meaning.QUESTION
                : Meaning.OTHER;
    }

    @Override
    public String answer(byte[] frame, int from, int length) {
        return LiveChannel.begins(frame, from, length, OPENED) ? "40" : "3";
    }

    @Override
    public void change() throws IOException {
        connection.send("POST", "/roll", "", NO_BODY).expectSuccess();
    }

    @Override
    public Duration processorTime() {
        return Stream.of(node.toHandle(), program.redis())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public double residentMegabytes() {
        return Program.residentMegabytes(node.toHandle());
    }

    @Override
    public void close() throws IOException {
        connection.close();
        node.getOutputStream().close();
        node.destroy();
    }
}
