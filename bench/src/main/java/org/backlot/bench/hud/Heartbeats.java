package org.backlot.bench.hud;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.backlot.bench.Measured;
import org.backlot.bench.Pause;

/**
 * Devices that are told of every frame of the timecode when it begins. Both processes read the clock of the same machine,
 * so how late a beat is shows by itself.
 *
 * @param lateness of every beat, from the beginning of its frame to the device
 * @param missing frames that a device was told nothing of
 * @param late beats that came after the next frame had begun
 * @param processorTime of one beat to one device
 */
record Heartbeats(Measured lateness, long missing, long late, Duration processorTime) {
    private static final int PER_SECOND = 24;
    private static final long ONE_FRAME = 1_000_000_000L / PER_SECOND;
    private static final byte[] BEAT = {'{', '"', 't', 'y', 'p', 'e', '"', ':', '"', 'b', 'e', 'a', 't', '"'};
    private static final long NANOSECONDS_IN_MICROSECOND = 1_000;

    /** What the devices have heard; by one thread. */
    private static final class Heard {
        private final LongStream.Builder lateness = LongStream.builder();
        private final long[] last;
        private long beats;
        private long missing;
        private long late;
        private volatile boolean counting;
        /** Those that have heard of a frame while it showed, since all have joined. */
        private final BitSet caughtUp;

        private volatile int upToDate;
        private volatile boolean complete;

        Heard(int devices) {
            last = new long[devices];
            caughtUp = new BitSet(devices);
        }

        void beat(int device, byte[] frame, int from, int length) {
            int end = from + length - 1;
            long at = number(frame, end);
            if (!counting) {
                if (complete && latenessOf(at) <= ONE_FRAME) {
                    caughtUp.set(device);
                    upToDate = caughtUp.cardinality();
                }
                return;
            }
            // Before it stands: "frame":123,"at":
            int comma = end;
            while (frame[comma] != ',') {
                comma--;
            }
            long number = number(frame, comma);
            long nanoseconds = latenessOf(at);
            lateness.add(nanoseconds);
            beats++;
            late += nanoseconds > ONE_FRAME ? 1 : 0;
            missing += last[device] == 0 ? 0 : number - last[device] - 1;
            last[device] = number;
        }

        private static long latenessOf(long at) {
            return (ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - at) * NANOSECONDS_IN_MICROSECOND;
        }

        /** The number that ends before a place. */
        private static long number(byte[] frame, int end) {
            long value = 0;
            long power = 1;
            for (int place = end - 1; frame[place] >= '0' && frame[place] <= '9'; place--) {
                value += power * (frame[place] - '0');
                power *= 10;
            }
            return value;
        }
    }

    /** Lets so many devices hear the beats for that long. */
    static Heartbeats run(OurChannel channel, int count, Duration duration) {
        var joined = new AtomicInteger();
        var heard = new Heard(count);
        try (var devices = Devices.connect(count, channel::connectWithHeartbeat, (device, _, frame, from, length) -> {
            if (LiveChannel.begins(frame, from, length, BEAT)) {
                heard.beat(device, frame, from, length);
            } else if (channel.meaning(frame, from, length) == LiveChannel.Meaning.JOINED) {
                joined.incrementAndGet();
            }
        })) {
            Pause.until("every device to join", () -> {
                devices.requireWhole();
                return joined.get() >= count ? Optional.of(true) : Optional.empty();
            });
            // What was sent while the others were still joining is not what is measured.
            heard.complete = true;
            Pause.until("every device to be up to date", () -> {
                devices.requireWhole();
                return heard.upToDate >= count ? Optional.of(true) : Optional.empty();
            });
            var before = channel.processorTime();
            heard.counting = true;
            Pause.of(duration);
            heard.counting = false;
            var used = channel.processorTime().minus(before);
            devices.requireWhole();
            return new Heartbeats(
                    new Measured(duration.toSeconds(), heard.lateness.build().toArray()),
                    heard.missing,
                    heard.late,
                    used.dividedBy(Math.max(1, heard.beats)));
        }
    }
}
