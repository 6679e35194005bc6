package org.backlot.bench.hud;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Measured;
import org.backlot.bench.Pause;

/**
 * When each change came to each device. Changes come in order and none is left out, so the n-th that a device hears of is
 * the n-th that was made; whoever hears of fewer has lost one.
 */
final class Arrivals {
    private final int devices;
    private final long[] due;
    private final long[][] at;
    private final int[] heard;
    private int complete;

    /** @param changes how many there will be */
    Arrivals(int devices, int changes) {
        this.devices = devices;
        this.due = new long[changes];
        this.at = new long[changes][devices];
        this.heard = new int[devices];
    }

    /** A change is to be made at that moment, whether whoever makes it is late or not. */
    synchronized void due(int change, long nanoseconds) {
        due[change] = nanoseconds;
    }

    synchronized void heard(int device, long nanoseconds) {
        int change = heard[device]++;
        if (change >= due.length) {
            throw new BenchmarkFailed("device " + device + " was told more than there was");
        }
        at[change][device] = nanoseconds;
        complete++;
    }

    /** Waits until every device has heard of every change. */
    void await(Devices watched) {
        Pause.until("every device to hear of every change", () -> {
            watched.requireWhole();
            return isComplete() ? Optional.of(true) : Optional.empty();
        });
    }

    private synchronized boolean isComplete() {
        return complete == due.length * devices;
    }

    /** How long each change took to the last device. */
    synchronized Measured toTheLast(double seconds) {
        return new Measured(
                seconds,
                IntStream.range(0, due.length)
                        .mapToLong(change -> Arrays.stream(at[change]).max().orElseThrow() - due[change])
                        .toArray());
    }

    /** How long each change took to each device. */
    synchronized Measured toEach(double seconds) {
        return new Measured(
                seconds,
                IntStream.range(0, due.length)
                        .boxed()
                        .flatMapToLong(change -> LongStream.of(at[change]).map(arrival -> arrival - due[change]))
                        .toArray());
    }
}
