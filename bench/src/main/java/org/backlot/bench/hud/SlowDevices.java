// A device at the far end of a set reads what its line brings it, and no more. What it reads then should be worth
// reading.
package org.backlot.bench.hud;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.backlot.bench.BenchmarkFailed;

/** Devices that read one frame, and not the next before some time has gone by. What they have not read stays where it is. */
final class SlowDevices implements AutoCloseable {
    private static final long LOOK_EVERY = Duration.ofMillis(2).toNanos();

    private final List<Socket> sockets = new ArrayList<>();
    private final Newest newest;
    private final long pause;
    private final boolean paced;
    private final long[] read;
    private final LongStream.Builder behind = LongStream.builder();
    private final LongStream.Builder age = LongStream.builder();
    private final Thread reading;
    private volatile boolean closed;
    private volatile String broken = "";

    /**
     * Connects them.
     *
     * @param perSecond how many frames each of them reads
     * @param paced whether they say what they have read
     * @param newest what a device could know that keeps up
     */
    SlowDevices(int count, int perSecond, boolean paced, Supplier<Socket> opened, Newest newest) {
        this.paced = paced;
        this.read = new long[count];
        this.newest = newest;
        this.pause = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
        for (int number = 0; number < count; number++) {
            sockets.add(opened.get());
        }
        this.reading = Thread.ofPlatform().name("slow devices").daemon().start(this::run);
    }

    private void run() {
        var next = new long[sockets.size()];
        try {
            while (!closed) {
                for (int number = 0; number < next.length; number++) {
                    long now = System.nanoTime();
                    if (now >= next[number] && sockets.get(number).readOne(this::read)) {
                        next[number] = now + pause;
                        if (paced) {
                            sockets.get(number).send(OurChannel.seen(++read[number]));
                        }
                    }
                }
                LockSupport.parkNanos(LOOK_EVERY);
            }
        } catch (IOException | BenchmarkFailed failure) {
            broken = "a slow device lost its connection: " + failure.getMessage();
        }
    }

    private void read(byte[] frame, int from, int length) {
        var meaning = OurChannel.meaningOf(frame, from, length);
        // Before the first change there is nothing to be behind of.
        if ((meaning == LiveChannel.Meaning.CHANGE || meaning == LiveChannel.Meaning.JOINED) && newest.isAnyThere()) {
            long offset = OurChannel.offset(frame, from, length);
            behind.add(newest.since(offset));
            age.add(newest.oldFor(offset, System.nanoTime()));
        }
    }

    /** How many changes behind each state or change was when it was read, in ascending order; ends the reading. */
    long[] behind() {
        stop();
        return behind.build().sorted().toArray();
    }

    /** For how many nanoseconds each of them had not been the latest; ends the reading. */
    long[] age() {
        stop();
        return age.build().toArray();
    }

    private void stop() {
        closed = true;
        try {
            reading.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
        if (!broken.isEmpty()) {
            throw new BenchmarkFailed(broken);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (var socket : sockets) {
            socket.close();
        }
    }
}
