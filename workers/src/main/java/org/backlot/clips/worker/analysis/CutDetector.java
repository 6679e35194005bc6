package org.backlot.clips.worker.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.backlot.clips.worker.ffmpeg.Rational;

/**
 * Finds hard cuts, to the frame. A cut is a difference that stands out among its neighbours, so that a moving or noisy
 * picture needs a larger one than a still. Three ways to stand out:
 *
 * <ul>
 *   <li>at least 3 % and three times the largest difference within three frames on both sides;
 *   <li>at least 6 %, three times those on one side, and brightness spread otherwise (a still before something wild);
 *   <li>brightness spread otherwise by a third, four times as much as around it (between two wild ones).
 * </ul>
 *
 * A picture that comes back within six frames was a flash. Cuts less than half a second apart are one, the first. Fades
 * are no cuts: nothing stands out in them.
 */
public final class CutDetector {
    private static final int NEIGHBOURS = 3;
    private static final double STANDS_OUT = 3;
    private static final double LEAST = 3;
    private static final double LEAST_ON_ONE_SIDE = 6;
    private static final double SPREAD_ON_ONE_SIDE = 0.2;
    private static final double SPREAD_ALONE = 0.33;
    private static final double SPREAD_STANDS_OUT = 4;
    private static final int FLASH_FRAMES = 6;
    private static final double CAME_BACK = 0.35;

    private final List<Double> differences = new ArrayList<>();
    private final List<Double> spreads = new ArrayList<>();
    /** By frame: the smallest difference of the frames after it to the one before it. */
    private final List<Double> cameBackTo = new ArrayList<>();

    private final Deque<SmallFrame> recent = new ArrayDeque<>();

    void accept(SmallFrame frame) {
        var previous = recent.peekLast();
        int number = differences.size();
        differences.add(previous == null ? 0.0 : frame.differenceTo(previous));
        spreads.add(previous == null ? 0.0 : frame.spreadDifferenceTo(previous));
        cameBackTo.add(Double.MAX_VALUE);
        lookBack(frame, number);
        recent.addLast(frame);
        if (recent.size() > FLASH_FRAMES + 1) {
            recent.removeFirst();
        }
    }

    /** Only where something happened: comparing costs. */
    private void lookBack(SmallFrame frame, int number) {
        int first = number - recent.size();
        int at = first;
        for (var before : recent) {
            int after = at + 1;
            if (after < number && differences.get(after) >= LEAST) {
                double difference = frame.differenceTo(before);
                cameBackTo.set(after, Math.min(cameBackTo.get(after), difference));
            }
            at++;
        }
    }

    /** Numbers of the frames that begin a new shot, in order; the first frame of all is not one of them. */
    List<Long> cuts(Rational rate) {
        long apart = Math.max(1, Math.round(rate.asDouble() / 2));
        var cuts = new ArrayList<Long>();
        for (int frame = 2; frame < differences.size(); frame++) {
            if (!standsOut(frame)) {
                continue;
            }
            if (cameBackTo.get(frame) < CAME_BACK * differences.get(frame)) {
                // The way back out of a flash would stand out as well.
                frame += FLASH_FRAMES;
                continue;
            }
            if (cuts.isEmpty() || frame - cuts.getLast() >= apart) {
                cuts.add((long) frame);
            }
        }
        return List.copyOf(cuts);
    }

    private boolean standsOut(int frame) {
        double difference = differences.get(frame);
        double spread = spreads.get(frame);
        double before = largest(differences, frame - NEIGHBOURS, frame);
        double after = largest(differences, frame + 1, frame + 1 + NEIGHBOURS);
        double spreadAround = Math.max(
                largest(spreads, frame - NEIGHBOURS, frame), largest(spreads, frame + 1, frame + 1 + NEIGHBOURS));
        boolean onBothSides = difference >= LEAST && difference >= STANDS_OUT * Math.max(before, after);
        boolean onOneSide = difference >= LEAST_ON_ONE_SIDE
                && difference >= STANDS_OUT * Math.min(before, after)
                && spread >= SPREAD_ON_ONE_SIDE
                && spread > spreadAround;
        boolean bySpread = spread >= SPREAD_ALONE && spread >= SPREAD_STANDS_OUT * spreadAround;
        return onBothSides || onOneSide || bySpread;
    }

    private static double largest(List<Double> values, int from, int to) {
        double largest = 0;
        for (int i = Math.max(0, from); i < Math.min(values.size(), to); i++) {
            largest = Math.max(largest, values.get(i));
        }
        return largest;
    }
}
