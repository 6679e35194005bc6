// Nodes on one machine are all equally near; what makes one of them far away is here.
package org.backlot.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An address of its own for a node that may come and go; whatever passes through takes a while, each way. */
final class DelayingProxy implements AutoCloseable {
    private static final int CHUNK = 8192;

    private final ServerSocket listening;
    private final Duration delay;
    private volatile Optional<InetSocketAddress> target = Optional.empty();

    private DelayingProxy(ServerSocket listening, Duration delay) {
        this.listening = listening;
        this.delay = delay;
    }

    /** What one side has said, and when the other hears of it; nothing more follows on nothing. */
    private record Said(byte[] bytes, long due) {
        boolean isTheEnd() {
            return bytes.length == 0;
        }
    }

    static DelayingProxy start(Duration delay) {
        try {
            var proxy = new DelayingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), delay);
            Thread.ofVirtual().name("proxy").start(proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** From now on new connections go there. */
    void leadTo(URI node) {
        target = Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.getPort()));
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var device = listening.accept();
                Thread.ofVirtual().start(() -> connect(device));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket device) {
        var node = new Socket();
        try {
            node.connect(target.orElseThrow(() -> new IOException("it leads nowhere yet")));
            pass(device, node);
            pass(node, device);
        } catch (IOException away) {
            close(device);
            close(node);
        }
    }

    private void pass(Socket from, Socket to) {
        var underWay = new LinkedBlockingQueue<Said>();
        Thread.ofVirtual().start(() -> listen(from, underWay));
        Thread.ofVirtual().start(() -> {
            tell(to, underWay);
            close(from);
            close(to);
        });
    }

    private void listen(Socket from, BlockingQueue<Said> underWay) {
        var buffer = new byte[CHUNK];
        try {
            var input = from.getInputStream();
            for (int read = input.read(buffer); read > 0; read = input.read(buffer)) {
                underWay.add(new Said(Arrays.copyOf(buffer, read), due()));
            }
        } catch (IOException broken) {
            // Told to the other side like any other end.
        }
        underWay.add(new Said(new byte[0], due()));
    }

    private long due() {
        return System.nanoTime() + delay.toNanos();
    }

    private static void tell(Socket to, BlockingQueue<Said> underWay) {
        try {
            var output = to.getOutputStream();
            for (var said = underWay.take(); !said.isTheEnd(); said = underWay.take()) {
                TimeUnit.NANOSECONDS.sleep(said.due() - System.nanoTime());
                output.write(said.bytes());
                output.flush();
            }
        } catch (IOException broken) {
            // Both sides are closed after this.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
