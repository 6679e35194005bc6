// In a calm benchmark a device that loses its connection ends it. Here connections are what is broken.
package org.backlot.bench.hud;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Floor;
import org.backlot.bench.Pause;
import tools.jackson.databind.json.JsonMapper;

/** Devices that can be made to stop reading, and that come back elsewhere when their node is gone; read by one thread. */
final class Screens implements AutoCloseable {
    /** As the reference client does it the first time. */
    private static final Duration SOONEST_RETRY = Duration.ofMillis(50);

    private static final Duration LATEST_RETRY = Duration.ofMillis(100);

    private final Floor floor;
    private final Selector selector;
    private final Thread reading;
    private final List<Screen> screens = new ArrayList<>();
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Random chance = new Random(20_261_128);
    private volatile Optional<InetSocketAddress> refuge = Optional.empty();
    private volatile boolean closed;
    private volatile String broken = "";

    /** A device's connection. */
    private record Connected(Screen screen, Socket socket) {}

    Screens(Floor floor) {
        this.floor = floor;
        try {
            this.selector = Selector.open();
        } catch (IOException failure) {
            throw new BenchmarkFailed("devices could not be made: " + failure, failure);
        }
        this.reading = Thread.ofPlatform().name("screens").daemon().start(this::run);
    }

    /** Connects so many to a node, and waits until they know where the unit stands. */
    List<Screen> join(InetSocketAddress node, int count) {
        var joined = new ArrayList<Screen>();
        for (int number = 0; number < count; number++) {
            var screen = new Screen();
            joined.add(screen);
            connect(screen, node);
        }
        Pause.until("every device to join", () -> {
            requireWhole();
            return joined.stream().allMatch(screen -> screen.last().isPresent()) ? Optional.of(true) : Optional.empty();
        });
        screens.addAll(joined);
        return joined;
    }

    /** Those devices no longer read, or do so again; their connections stay. */
    void read(List<Screen> which, boolean whether) {
        order(() -> selector.keys().stream()
                .filter(key -> which.contains(((Connected) key.attachment()).screen()))
                .forEach(key -> key.interestOps(whether ? SelectionKey.OP_READ : 0)));
    }

    /** From now on, whoever loses the connection comes back to that node. */
    void comeBackTo(InetSocketAddress node) {
        refuge = Optional.of(node);
    }

    /** Fails where a device is gone for good. */
    void requireWhole() {
        if (!broken.isEmpty()) {
            throw new BenchmarkFailed(broken);
        }
    }

    /** All that have joined. */
    List<Screen> all() {
        return List.copyOf(screens);
    }

    private void connect(Screen screen, InetSocketAddress node) {
        var socket = OurChannel.joined(node, floor, screen.last());
        order(() -> {
            try {
                socket.channel().register(selector, SelectionKey.OP_READ, new Connected(screen, socket));
            } catch (IOException failure) {
                broken = "a device cannot be read: " + failure;
            }
        });
    }

    private void order(Runnable order) {
        orders.add(order);
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::read);
                for (var order = orders.poll(); order != null; order = orders.poll()) {
                    order.run();
                }
            }
        } catch (IOException failure) {
            broken = "the devices can no longer be read: " + failure;
        }
    }

    private void read(SelectionKey key) {
        var connected = (Connected) key.attachment();
        try {
            connected.socket().read((frame, from, length) -> hear(connected.screen(), frame, from, length));
        } catch (IOException | BenchmarkFailed failure) {
            key.cancel();
            lost(connected, failure);
        }
    }

    private static void hear(Screen screen, byte[] frame, int from, int length) {
        long now = System.nanoTime();
        switch (OurChannel.meaningOf(frame, from, length)) {
            case CHANGE -> screen.change(OurChannel.offset(frame, from, length), now);
            case JOINED -> {
                JsonMapper.shared()
                        .readTree(frame, from, length)
                        .path("missed")
                        .forEach(change -> screen.change(change.path("offset").asLong(), now));
                screen.state(OurChannel.offset(frame, from, length), now);
            }
            case QUESTION, LOSS, OTHER -> {
                // The mission clock. A device that is told of trouble is told the state after it.
            }
        }
    }

    private void lost(Connected connected, Exception failure) {
        var node = refuge;
        if (closed) {
            return;
        }
        if (node.isEmpty()) {
            broken = "a device: " + failure.getMessage();
            return;
        }
        long retry = chance.nextLong(SOONEST_RETRY.toMillis(), LATEST_RETRY.toMillis());
        Thread.startVirtualThread(() -> {
            try {
                connected.socket().close();
                Pause.of(Duration.ofMillis(retry));
                connect(connected.screen(), node.get());
            } catch (IOException | BenchmarkFailed again) {
                broken = "a device could not come back: " + again.getMessage();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            reading.join();
            for (var key : selector.keys()) {
                ((Connected) key.attachment()).socket().close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new BenchmarkFailed("devices could not be closed: " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
