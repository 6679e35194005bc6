package org.backlot.bench.hud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Measured;
import org.backlot.bench.Pause;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a unit at a steady rate, each at a moment that nobody can foresee, to all its devices. A change that is made
 * late because the one before took long has been due all the same, and counts from then.
 *
 * @param toTheLast how long each change took to the last device
 * @param toEach how long each took to each device
 * @param processorTime of the channel, for one change to one device
 * @param residentMegabytes of the process that holds the devices
 */
record Broadcast(Measured toTheLast, Measured toEach, Duration processorTime, double residentMegabytes) {
    private static final Random MOMENTS = new Random(20_261_127);
    private static final double NANOSECONDS_IN_SECOND = 1e9;

    /**
     * Measures it.
     *
     * @param bySocket whether the first device gives the commands
     */
    static Broadcast run(LiveChannel channel, int count, int perSecond, Duration duration, boolean bySocket) {
        int changes = Math.toIntExact(duration.toSeconds() * perSecond);
        var arrivals = new Arrivals(count, changes);
        var joined = new AtomicInteger();
        var loss = new AtomicReference<@Nullable String>();
        try (var devices = Devices.connect(count, channel::connect, (device, socket, frame, from, length) -> {
            switch (channel.meaning(frame, from, length)) {
                case CHANGE -> arrivals.heard(device, System.nanoTime());
                case JOINED -> {
                    if (joined.incrementAndGet() > count) {
                        loss.set("a device was given the state in place of a change");
                    }
                }
                case QUESTION -> socket.send(channel.answer(frame, from, length));
                case LOSS -> loss.set("a device was told " + new String(frame, from, length, StandardCharsets.UTF_8));
                case OTHER -> {
                    // The mission clock, answers.
                }
            }
        })) {
            Pause.until("every device to join", () -> {
                devices.requireWhole();
                requireNoLoss(channel, loss);
                return joined.get() >= count ? Optional.of(true) : Optional.empty();
            });
            if (bySocket && channel instanceof OurChannel ours) {
                ours.commandBy(devices.device(0));
            }
            var before = channel.processorTime();
            long began = System.nanoTime();
            make(channel, arrivals, changes, perSecond);
            arrivals.await(devices);
            double seconds = (System.nanoTime() - began) / NANOSECONDS_IN_SECOND;
            var used = channel.processorTime().minus(before);
            requireNoLoss(channel, loss);
            return new Broadcast(
                    arrivals.toTheLast(seconds),
                    arrivals.toEach(seconds),
                    used.dividedBy((long) changes * count),
                    channel.residentMegabytes());
        } catch (IOException failure) {
            throw new BenchmarkFailed(channel.name() + " does not answer: " + failure, failure);
        }
    }

    private static void requireNoLoss(LiveChannel channel, AtomicReference<@Nullable String> loss) {
        var lost = loss.get();
        if (lost != null) {
            throw new BenchmarkFailed(channel.name() + ": " + lost);
        }
    }

    private static void make(LiveChannel channel, Arrivals arrivals, int changes, int perSecond) throws IOException {
        long interval = (long) (NANOSECONDS_IN_SECOND / perSecond);
        long start = System.nanoTime() + interval;
        for (int change = 0; change < changes; change++) {
            long due = start + change * interval + MOMENTS.nextLong(interval / 2);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            arrivals.due(change, due);
            channel.change();
        }
    }
}
