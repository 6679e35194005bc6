package org.backlot.bench.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way of one node to the database, which can be cut. */
final class Link implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean answersAreLost;

    Link(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** What the database answers from now on does not arrive. */
    void loseAnswers() {
        answersAreLost = true;
    }

    void cut() {
        open.forEach(Link::close);
        open.clear();
        answersAreLost = false;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                join(entrance.accept());
            } catch (IOException e) {
                // The database is away, or the run is over: the client finds its connection closed.
            }
        }
    }

    private void join(Socket client) throws IOException {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            Thread.ofPlatform().daemon().start(() -> pump(client, server, false));
            Thread.ofPlatform().daemon().start(() -> pump(server, client, true));
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        var buffer = new byte[1 << 14];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                if (!answers || !answersAreLost) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // One side has gone; the other one hears of it by the closing below.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed for us.
        }
    }
}
