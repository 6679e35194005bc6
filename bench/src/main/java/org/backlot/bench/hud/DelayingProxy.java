// On the loopback every clock is right. How right it is elsewhere depends on the way, so a way is put between.
package org.backlot.bench.hud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.backlot.bench.BenchmarkFailed;

/** A way to a server on which everything takes a while, never the same, and nothing overtakes anything. */
final class DelayingProxy implements AutoCloseable {
    private static final int WAITING = 50;
    private static final int BUFFER = 16 * 1024;

    private final InetSocketAddress target;
    private final ServerSocket entrance;
    private final long shortest;
    private final long longest;
    private final Random chance;

    /**
     * What came at once, and when it may arrive.
     *
     * @param bytes none of them where the other side has ended
     */
    private record Piece(byte[] bytes, long due) {}

    /**
     * Opens it.
     *
     * @param shortest that it takes one way
     * @param longest likewise; each time between them is as likely as any other
     * @param seed the same one delays alike
     */
    DelayingProxy(InetSocketAddress target, Duration shortest, Duration longest, long seed) {
        this.target = target;
        this.shortest = shortest.toNanos();
        this.longest = longest.toNanos();
        this.chance = new Random(seed);
        try {
            this.entrance = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new BenchmarkFailed("no way to the server: " + failure, failure);
        }
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                var server = new Socket(target.getAddress(), target.getPort());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                connect(client, server);
                connect(server, client);
            } catch (IOException closed) {
                // Nobody is let in any more, or the server is gone: the client finds its connection closed.
            }
        }
    }

    private void connect(Socket from, Socket to) {
        var underWay = new LinkedBlockingQueue<Piece>();
        Thread.startVirtualThread(() -> take(from, underWay));
        Thread.startVirtualThread(() -> give(underWay, to));
    }

    private void take(Socket from, BlockingQueue<Piece> underWay) {
        var buffer = new byte[BUFFER];
        long last = System.nanoTime();
        try (from) {
            for (int length = from.getInputStream().read(buffer);
                    length > 0;
                    length = from.getInputStream().read(buffer)) {
                last = Math.max(last, System.nanoTime() + delay());
                underWay.add(new Piece(Arrays.copyOf(buffer, length), last));
            }
        } catch (IOException closed) {
            // The same as its end.
        }
        underWay.add(new Piece(new byte[0], last));
    }

    private synchronized long delay() {
        return chance.nextLong(shortest, longest);
    }

    private static void give(BlockingQueue<Piece> underWay, Socket to) {
        try (to) {
            for (var piece = underWay.take(); piece.bytes().length > 0; piece = underWay.take()) {
                for (long wait = piece.due() - System.nanoTime(); wait > 0; wait = piece.due() - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                to.getOutputStream().write(piece.bytes());
            }
        } catch (IOException closed) {
            // Its other direction ends by that as well.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets nobody in any more; who is connected ends by itself. */
    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failure) {
            throw new BenchmarkFailed("a way could not be closed: " + failure, failure);
        }
    }
}
