// What is measured must be work of the usual kind: a picture that changes, cuts, and a face that the camera has to
// follow.
// Where the cuts are and where the face is, is known, for it is drawn here.
package org.backlot.bench.clips;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The shots of a made-up recording, the same for the same seed.
 *
 * @param shots in order
 */
record Shots(List<Shot> shots) {
    private static final double SHORTEST = 4;
    private static final double VARIES_BY = 4;

    Shots {
        shots = List.copyOf(shots);
    }

    /**
     * One of them.
     *
     * @param until when it ends, in seconds
     * @param hue its colours are turned by that many degrees
     * @param brightness added to its picture, -10 to 10
     * @param faceAt where the middle of the face's way is, as a share of the room that it has
     * @param faceMoves how far to either side
     * @param period in which it goes there and back, in seconds
     */
    record Shot(double until, double hue, double brightness, double faceAt, double faceMoves, double period) {}

    /** Shots of four to eight seconds, the last one to twelve, until that many seconds are over. */
    static Shots of(long seed, double seconds) {
        var random = new Random(seed);
        var shots = new ArrayList<Shot>();
        for (double until = 0; until < seconds; ) {
            until += SHORTEST + VARIES_BY * random.nextDouble();
            if (seconds - until < SHORTEST) {
                until = seconds;
            }
            double brightness = shots.size() % 2 == 0 ? -1.2 : 1.2;
            shots.add(new Shot(
                    until,
                    360 * random.nextDouble(),
                    brightness,
                    0.3 + 0.4 * random.nextDouble(),
                    0.15 + 0.15 * random.nextDouble(),
                    6 + 4 * random.nextDouble()));
        }
        return new Shots(shots);
    }

    /** Of ffmpeg: the first input, coloured shot by shot, and the second laid over it as a face of that height. */
    String graph(int width, int height, int face, long seed) {
        int room = width - face;
        var ways = shots.stream()
                .map(shot -> number(room * shot.faceAt()) + "+" + number(room * shot.faceMoves()) + "*sin(2*PI*t/"
                        + number(shot.period()) + ")")
                .toList();
        return "[0:v]hue=h='"
                + byTime(shots.stream().map(shot -> number(shot.hue())).toList())
                + "':b='"
                + byTime(shots.stream().map(shot -> number(shot.brightness())).toList())
                + "',noise=alls=10:allf=t:all_seed=" + seed + "[set];[1:v]scale=" + face + ":" + face
                + "[face];[set][face]overlay=x='" + byTime(ways) + "':y=" + (height - face) / 2
                + ":shortest=1,format=yuv420p[picture]";
    }

    /** The value of each shot in its time. */
    private String byTime(List<String> values) {
        var expression = values.getLast();
        for (int number = shots.size() - 2; number >= 0; number--) {
            expression =
                    "if(lt(t," + number(shots.get(number).until()) + ")," + values.get(number) + "," + expression + ")";
        }
        return expression;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
