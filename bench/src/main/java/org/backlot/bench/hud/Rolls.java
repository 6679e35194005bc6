package org.backlot.bench.hud;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Floor;
import org.backlot.bench.Measured;
import org.backlot.bench.Pause;
import org.backlot.bench.Program;
import org.jspecify.annotations.Nullable;

/**
 * Many units that all roll within one second, each by its one device.
 *
 * @param untilTold from when a unit was due to roll until its device was told that it does; all of them
 * @param sentAgain how often a device was asked to try again, and did
 */
record Rolls(Measured untilTold, int sentAgain) {
    private static final long ONE_SECOND = 1_000_000_000L;
    private static final String ROLLED = "select count(*) from log.event where type = 'set.CameraRolled'";

    static Rolls run(Program program, DatabaseServer database, List<Floor> floors) {
        int count = floors.size();
        var joined = new AtomicInteger();
        var told = new AtomicInteger();
        var loss = new AtomicReference<@Nullable String>();
        var again = new ConcurrentLinkedQueue<Integer>();
        var arrived = new long[count];
        var due = new long[count];
        var refused = new AtomicInteger();
        var said = new ArrayList<String>();
        Iterator<Floor> next = floors.iterator();
        long rolledBefore = Long.parseLong(database.value(ROLLED));
        try (var devices = Devices.connect(
                count, () -> OurChannel.joined(program, next.next()), (device, _, frame, from, length) -> {
                    switch (OurChannel.meaningOf(frame, from, length)) {
                        case JOINED -> joined.incrementAndGet();
                        case CHANGE -> {
                            arrived[device] = System.nanoTime();
                            told.incrementAndGet();
                        }
                        case LOSS -> loss.compareAndSet(null, new String(frame, from, length, StandardCharsets.UTF_8));
                        case QUESTION, OTHER -> {
                            // The mission clock, answers.
                        }
                    }
                })) {
            Pause.until("every device to join", () -> joined.get() >= count ? Optional.of(true) : Optional.empty());
            long start = System.nanoTime();
            for (int unit = 0; unit < count; unit++) {
                due[unit] = start + unit * (ONE_SECOND / count);
                for (long wait = due[unit] - System.nanoTime(); wait > 0; wait = due[unit] - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                said.add(OurChannel.roll(floors.get(unit)));
                devices.device(unit).send(said.getLast());
            }
            Pause.until("every device to hear of its roll", () -> {
                devices.requireWhole();
                for (var unit = again.poll(); unit != null; unit = again.poll()) {
                    refused.incrementAndGet();
                    // Under the same id, as a device would.
                    devices.device(unit).send(said.get(unit));
                }
                var lost = loss.get();
                if (lost != null) {
                    throw new BenchmarkFailed("a device was told " + lost);
                }
                return told.get() >= count ? Optional.of(true) : Optional.empty();
            });
            long rolled = Long.parseLong(database.value(ROLLED)) - rolledBefore;
            if (rolled != count) {
                throw new BenchmarkFailed("%d units were told that they roll, %d do".formatted(count, rolled));
            }
            var latencies = new long[count];
            long last = start;
            for (int unit = 0; unit < count; unit++) {
                latencies[unit] = arrived[unit] - due[unit];
                last = Math.max(last, arrived[unit]);
            }
            return new Rolls(new Measured((last - start) / (double) ONE_SECOND, latencies), refused.get());
        }
    }
}
