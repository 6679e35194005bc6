package org.backlot.bench.hud;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.backlot.bench.BenchmarkFailed;

/**
 * The devices of a set, all read by one thread: what a device costs here must not spoil what is measured.
 */
final class Devices implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private final Selector selector;
    private final Thread reading;
    private volatile boolean closed;
    private volatile String broken = "";

    /** Hears of every text frame, on one thread. */
    @FunctionalInterface
    interface Listener {
        void frame(int device, Socket socket, byte[] bytes, int from, int length);
    }

    private Devices(Selector selector, Listener listener) {
        this.selector = selector;
        this.reading = Thread.ofPlatform().name("devices").daemon().unstarted(() -> run(listener));
    }

    /** Connects so many. */
    static Devices connect(int count, Supplier<Socket> opened, Listener listener) {
        try {
            var devices = new Devices(Selector.open(), listener);
            for (int number = 0; number < count; number++) {
                var socket = opened.get();
                devices.sockets.add(socket);
                socket.channel().register(devices.selector, SelectionKey.OP_READ, number);
            }
            devices.reading.start();
            return devices;
        } catch (IOException failure) {
            throw new BenchmarkFailed("devices could not be made: " + failure, failure);
        }
    }

    Socket device(int number) {
        return sockets.get(number);
    }

    int count() {
        return sockets.size();
    }

    /** Fails where one of them has lost its connection. */
    void requireWhole() {
        if (!broken.isEmpty()) {
            throw new BenchmarkFailed(broken);
        }
    }

    private void run(Listener listener) {
        try {
            while (!closed) {
                selector.select(key -> read(key, listener));
            }
        } catch (IOException failure) {
            broken = "the devices can no longer be read: " + failure;
        }
    }

    private void read(SelectionKey key, Listener listener) {
        int number = (int) key.attachment();
        try {
            var socket = sockets.get(number);
            socket.read((bytes, from, length) -> listener.frame(number, socket, bytes, from, length));
        } catch (IOException | BenchmarkFailed failure) {
            key.cancel();
            if (!closed) {
                broken = "device " + number + ": " + failure.getMessage();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            reading.join();
            for (var socket : sockets) {
                socket.close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new BenchmarkFailed("devices could not be closed: " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
