package org.backlot.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * When something is killed, and what.
 *
 * @param request the number of the request, counted from 0, that the moment belongs to
 * @param share how far into what it is measured by: 0 its beginning, 1 when it is usually over
 */
record Moment(int request, When when, double share, What what) {
    /** What a moment is measured by. */
    enum When {
        /** The time that requests usually take: mostly in its midst. */
        IN_THE_MIDST,
        /** The request was carried out, but its answer got lost on the way; killed at once. */
        ANSWER_LOST,
        /** Some time after the answer, while processes, views and mail follow the log. */
        AFTERWARDS,
        /** The time that the program takes to start, after it was killed just so. */
        WHILE_STARTING
    }

    /** What is killed. */
    enum What {
        PROGRAM,
        EVERYTHING,
        /** The database alone; the program a moment later, when it has had to answer without one. */
        DATABASE,
        /** One process of the database: no program dies of it. */
        DATABASE_PROCESS
    }

    private static final double A_LITTLE_MORE = 1.2;

    /**
     * Chooses the moments of a run: the same seed, the same choice. They are spread over all requests, so that none of
     * the production's chapters is left out, and the last one is always struck: there the escrow pays out by itself.
     *
     * @param kills how often the program dies, at least
     * @param requests how many requests there are
     */
    static List<Moment> choose(Random random, int kills, int requests) {
        var moments = new ArrayList<Moment>();
        for (int i = 0; i < kills; i++) {
            int from = requests * i / kills;
            int until = Math.max(from + 1, requests * (i + 1) / kills);
            moments.add(death(random, i == kills - 1 ? requests - 1 : random.nextInt(from, until)));
        }
        for (int i = 0; i < kills / 5; i++) {
            moments.add(new Moment(
                    random.nextInt(requests), When.IN_THE_MIDST, random.nextDouble(), What.DATABASE_PROCESS));
        }
        moments.sort(Comparator.comparingInt(Moment::request));
        return List.copyOf(moments);
    }

    private static Moment death(Random random, int request) {
        var what = switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> What.PROGRAM;
            case 4, 5 -> What.DATABASE;
            default -> What.EVERYTHING;
        };
        var when = switch (random.nextInt(10)) {
            case 0 -> When.WHILE_STARTING;
            case 1 -> When.AFTERWARDS;
            case 2, 3 -> When.ANSWER_LOST;
            default -> When.IN_THE_MIDST;
        };
        return new Moment(request, when, random.nextDouble() * A_LITTLE_MORE, what);
    }

    boolean isDeathOfProgram() {
        return what != What.DATABASE_PROCESS;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "request %d, %s (%.2f), %s", request, words(when), share, words(what));
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
