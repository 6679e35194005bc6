package org.backlot.casting.api.search;

import java.util.ArrayList;
import java.util.List;

/** Squares that cover the earth in three sizes, so that a radius can be looked up like a word before it is measured. */
public final class GeoCells {
    private static final double[] DEGREES = {0.25, 2, 10};
    private static final int MOST = 40;
    private static final double KILOMETRES_IN_DEGREE = 111.0;
    private static final double NEARLY_POLE = 85;

    private GeoCells() {}

    /** The terms of a place: one square of each size. */
    public static List<String> of(Spot spot) {
        var terms = new ArrayList<String>();
        for (int size = 0; size < DEGREES.length; size++) {
            terms.add(term(size, row(size, spot.latitude()), column(size, spot.longitude())));
        }
        return terms;
    }

    /** The terms of which each place in a radius has one; others may have one too. */
    public static List<String> around(Spot spot, int kilometres) {
        for (int size = 0; size < DEGREES.length - 1; size++) {
            var cover = cover(size, spot, kilometres);
            if (cover.size() <= MOST) {
                return cover;
            }
        }
        return cover(DEGREES.length - 1, spot, kilometres);
    }

    private static List<String> cover(int size, Spot spot, int kilometres) {
        double high = kilometres / KILOMETRES_IN_DEGREE;
        double north = Math.min(90, spot.latitude() + high);
        double south = Math.max(-90, spot.latitude() - high);
        double farthest = Math.max(Math.abs(north), Math.abs(south));
        double wide = farthest > NEARLY_POLE ? 180 : high / Math.cos(Math.toRadians(farthest));
        int columns = (int) Math.round(360 / DEGREES[size]);
        int first = (int) Math.floor((spot.longitude() - wide + 180) / DEGREES[size]);
        int last = (int) Math.floor((spot.longitude() + wide + 180) / DEGREES[size]);
        last = Math.min(last, first + columns - 1);
        var terms = new ArrayList<String>();
        for (int row = row(size, south); row <= row(size, north); row++) {
            for (int column = first; column <= last && terms.size() <= columns * 8; column++) {
                terms.add(term(size, row, Math.floorMod(column, columns)));
            }
        }
        return terms;
    }

    private static int row(int size, double latitude) {
        return (int) Math.floor((latitude + 90) / DEGREES[size]);
    }

    private static int column(int size, double longitude) {
        return Math.floorMod(
                (int) Math.floor((longitude + 180) / DEGREES[size]), (int) Math.round(360 / DEGREES[size]));
    }

    private static String term(int size, int row, int column) {
        return "g" + size + "x" + row + "x" + column;
    }
}
