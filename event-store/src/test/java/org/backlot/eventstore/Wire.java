package org.backlot.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The way from a node to the database, on which the next statements that append meet with what a test wants. */
final class Wire implements AutoCloseable {
    private static final String APPENDS = "insert into ";

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger met = new AtomicInteger();
    private volatile boolean down;

    /**
     * What befalls a statement.
     *
     * @param clientIsLost the node sees its connection broken before anything is sent on
     * @param arrives whether the server gets it
     * @param answerIsLost the node sees its connection broken when the server answers
     * @param goesOn when it is sent on
     */
    record Fate(boolean clientIsLost, boolean arrives, boolean answerIsLost, CountDownLatch goesOn) {
        static Fate lostBefore() {
            return new Fate(true, false, false, new CountDownLatch(0));
        }

        static Fate lostAfter() {
            return new Fate(false, true, true, new CountDownLatch(0));
        }

        /** The node is cut off, and the server gets the statement when the test says so. */
        static Fate late() {
            return new Fate(true, true, false, new CountDownLatch(1));
        }

        /** It gets there, and its answer back, when the test says so. */
        static Fate slow() {
            return new Fate(false, true, false, new CountDownLatch(1));
        }
    }

    Wire() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    /** The database at the other end, with the connections of a node. */
    DataSource database() {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {entrance.getLocalPort()});
        source.setUser("postgres");
        source.setDatabaseName("postgres");
        return source;
    }

    /** The statements that append meet with these, one after the other; those after them pass. */
    void befalls(Fate... next) {
        fates.addAll(Arrays.asList(next));
    }

    /** How many statements stand on the way and wait to go on. */
    int waiting() {
        return waiting.get();
    }

    /** How many statements have met with their fate. */
    int met() {
        return met.get();
    }

    /** Whoever has no connection gets none. */
    void admitNobody() {
        down = true;
    }

    /** Nothing gets through any more, and what was open is cut. */
    void cut() {
        admitNobody();
        open.forEach(Wire::close);
    }

    void mend() {
        down = false;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                if (down) {
                    client.close();
                } else {
                    var server = new Socket(InetAddress.getLoopbackAddress(), TestDatabase.port());
                    open.add(client);
                    open.add(server);
                    new Connection(client, server).start();
                }
            } catch (IOException closed) {
                // Either the test is over or the client was quicker to leave.
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean answerIsLost;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            Thread.ofVirtual().start(this::toServer);
            Thread.ofVirtual().start(this::toClient);
        }

        private void toServer() {
            var buffer = new byte[1 << 16];
            try {
                var in = client.getInputStream();
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    var fate = appends(buffer, n) ? fates.poll() : null;
                    if (fate == null || meet(fate)) {
                        server.getOutputStream().write(buffer, 0, n);
                    }
                    if (fate != null && fate.clientIsLost()) {
                        // What the server was sent, it works on; the node has gone.
                        return;
                    }
                }
                server.close();
            } catch (IOException | InterruptedException gone) {
                close(server);
            }
        }

        private boolean meet(Fate fate) throws InterruptedException {
            answerIsLost = fate.answerIsLost();
            if (fate.clientIsLost()) {
                close(client);
            }
            waiting.incrementAndGet();
            fate.goesOn().await();
            waiting.decrementAndGet();
            met.incrementAndGet();
            if (!fate.arrives()) {
                close(server);
            }
            return fate.arrives();
        }

        private void toClient() {
            var buffer = new byte[1 << 16];
            try {
                InputStream in = server.getInputStream();
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    if (answerIsLost) {
                        close(client);
                    }
                    if (!client.isClosed()) {
                        client.getOutputStream().write(buffer, 0, n);
                    }
                }
                client.close();
            } catch (IOException gone) {
                close(client);
            }
        }

        private static boolean appends(byte[] buffer, int length) {
            return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(APPENDS);
        }
    }
}
