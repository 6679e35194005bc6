// Whether two frames show the same is as plain on a sixteenth of their pixels, and sixteen times cheaper.
package org.backlot.clips.worker.analysis;

/** Every fourth pixel of every fourth row of a yuv420p frame, brightness and both colours on the same grid. */
final class SmallFrame {
    private static final int STEP = 4;
    private static final int BINS = 32;
    private static final int LUMA_WEIGHT = 2;
    private static final double ALL_WEIGHTS = 4;
    private static final double PERCENT = 100 / 255.0;

    private final int width;
    private final int height;
    private final byte[] luma;
    private final byte[] blue;
    private final byte[] red;

    private SmallFrame(int width, int height, byte[] luma, byte[] blue, byte[] red) {
        this.width = width;
        this.height = height;
        this.luma = luma;
        this.blue = blue;
        this.red = red;
    }

    /** @param frame the three planes of yuv420p, one after the other; sides are multiples of four */
    static SmallFrame of(byte[] frame, int width, int height) {
        int pixels = width * height;
        return new SmallFrame(
                width / STEP,
                height / STEP,
                thin(frame, 0, width, height, STEP),
                thin(frame, pixels, width / 2, height / 2, STEP / 2),
                thin(frame, pixels + pixels / 4, width / 2, height / 2, STEP / 2));
    }

    private static byte[] thin(byte[] frame, int offset, int width, int height, int step) {
        var thinned = new byte[(width / step) * (height / step)];
        int at = 0;
        for (int y = 0; y < height / step; y++) {
            int row = offset + y * step * width;
            for (int x = 0; x < width / step; x++) {
                thinned[at++] = frame[row + x * step];
            }
        }
        return thinned;
    }

    /** Mean difference of all pixels in percent of the range; brightness counts as much as both colours together. */
    double differenceTo(SmallFrame other) {
        double sum = LUMA_WEIGHT * mean(luma, other.luma) + mean(blue, other.blue) + mean(red, other.red);
        return sum / ALL_WEIGHTS * PERCENT;
    }

    private static double mean(byte[] one, byte[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return (double) sum / one.length;
    }

    /** How differently brightness is spread, whatever has moved where: 0 for the same, 1 for nothing in common. */
    double spreadDifferenceTo(SmallFrame other) {
        var mine = spread();
        var theirs = other.spread();
        long sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += Math.abs(mine[i] - theirs[i]);
        }
        return sum / (2.0 * luma.length);
    }

    private int[] spread() {
        var bins = new int[BINS];
        for (byte value : luma) {
            bins[(value & 0xFF) * BINS / 256]++;
        }
        return bins;
    }

    DifferenceHash hash() {
        return DifferenceHash.of(luma, width, height);
    }

    /** Mean brightness, 0 to 1. */
    double brightness() {
        long sum = 0;
        for (byte value : luma) {
            sum += value & 0xFF;
        }
        return sum / (255.0 * luma.length);
    }

    /** How much neighbouring pixels differ: low where a picture is out of focus, moved or empty. */
    double sharpness() {
        long sum = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                int around = (luma[at - 1] & 0xFF)
                        + (luma[at + 1] & 0xFF)
                        + (luma[at - width] & 0xFF)
                        + (luma[at + width] & 0xFF);
                sum += Math.abs(4 * (luma[at] & 0xFF) - around);
            }
        }
        return (double) sum / luma.length;
    }
}
