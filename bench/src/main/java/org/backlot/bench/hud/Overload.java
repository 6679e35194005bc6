// More happens than some devices can read. They must be shown where the unit stands, and the others must not notice.
package org.backlot.bench.hud;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Figure;
import org.backlot.bench.Measured;
import org.backlot.bench.Median;

/**
 * Five times as many changes as some of a unit's devices read.
 *
 * @param alone how long each change took to each device while all of them read
 * @param others the same for those that read, beside the slow ones
 * @param paced what slow devices read that say what they have read
 * @param unpaced what slow devices read that say nothing
 */
record Overload(Measured alone, Measured others, Staleness paced, Staleness unpaced) {
    private static final int TIMES = 5;
    private static final int SLOW = 20;
    /** What a microcontroller has. */
    private static final int ROOM = 2048;

    private static final double ALMOST_ALL = 0.99;
    private static final double MEDIAN = 0.5;

    /**
     * How old what slow devices read was when they read it.
     *
     * @param behind by how many changes each state or change was old, in ascending order
     * @param age for how long each of them had not been the latest
     */
    record Staleness(long[] behind, Measured age) {
        Staleness {
            behind = behind.clone();
        }

        static Staleness of(SlowDevices slow, Duration duration) {
            return new Staleness(slow.behind(), new Measured(duration.toSeconds(), slow.age()));
        }

        /** By nearest rank. */
        private double behind(double share) {
            return behind[Math.max((int) Math.ceil(share * behind.length), 1) - 1];
        }

        private String summary() {
            return "p50 %s, p99 %s, at most %s (p99 %s ms)"
                    .formatted(
                            Figure.rounded(behind(MEDIAN)),
                            Figure.rounded(behind(ALMOST_ALL)),
                            Figure.rounded(behind(1)),
                            Figure.rounded(age.milliseconds(ALMOST_ALL)));
        }
    }

    /** Opens channels of their own, one after the other. */
    @FunctionalInterface
    interface Opening {
        OurChannel channel() throws IOException;
    }

    /**
     * Measures it.
     *
     * @param count of all devices, the slow ones among them
     * @param perSecond how many frames a slow device reads
     */
    static Overload run(Opening opening, int count, int perSecond, Duration duration) {
        int changes = perSecond * TIMES;
        try (var quiet = opening.channel();
                var loaded = opening.channel()) {
            var alone = Broadcast.run(quiet, count, changes, duration, false).toEach();
            var newest = new Newest(Math.toIntExact(changes * duration.toSeconds()));
            try (var _ = Devices.connect(1, loaded::connect, (_, _, frame, from, length) -> {
                        if (OurChannel.meaningOf(frame, from, length) == LiveChannel.Meaning.CHANGE) {
                            newest.heard(OurChannel.offset(frame, from, length), System.nanoTime());
                        }
                    });
                    var paced = new SlowDevices(
                            SLOW, perSecond, true, () -> loaded.connectWithLittleRoom(ROOM, true), newest);
                    var unpaced = new SlowDevices(
                            SLOW, perSecond, false, () -> loaded.connectWithLittleRoom(ROOM, false), newest)) {
                var others = Broadcast.run(loaded, count - 2 * SLOW - 1, changes, duration, false)
                        .toEach();
                return new Overload(alone, others, Staleness.of(paced, duration), Staleness.of(unpaced, duration));
            }
        } catch (IOException failure) {
            throw new BenchmarkFailed("the overload broke off: " + failure, failure);
        }
    }

    /** In one line. */
    String summary() {
        return ("devices that read a fifth of what happens are behind by changes: %s where they say what they have read,"
                        + " %s where not; p99 to the others %s ms, without slow ones %s")
                .formatted(
                        paced.summary(),
                        unpaced.summary(),
                        Figure.rounded(others.milliseconds(ALMOST_ALL)),
                        Figure.rounded(alone.milliseconds(ALMOST_ALL)));
    }

    /** The medians of the rounds. */
    static List<Figure> figures(List<Overload> rounds) {
        return List.of(
                figure(rounds, "staleness", "changes", each -> each.paced.behind(ALMOST_ALL)),
                figure(rounds, "staleness.age", "ms", each -> each.paced.age.milliseconds(ALMOST_ALL)),
                figure(rounds, "unpaced.staleness", "changes", each -> each.unpaced.behind(ALMOST_ALL)),
                figure(rounds, "unpaced.staleness.age", "ms", each -> each.unpaced.age.milliseconds(ALMOST_ALL)),
                figure(rounds, "others.p99", "ms", each -> each.others.milliseconds(ALMOST_ALL)),
                figure(rounds, "alone.p99", "ms", each -> each.alone.milliseconds(ALMOST_ALL)));
    }

    private static Figure figure(List<Overload> rounds, String name, String unit, ToDoubleFunction<Overload> of) {
        return new Figure("hud.overload." + name, Median.of(rounds, of), unit);
    }
}
