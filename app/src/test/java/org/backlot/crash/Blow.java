package org.backlot.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What is killed in the midst of clip jobs, and when. It is measured by the work itself and not by a clock, so that the same
 * seed means about the same moment on every machine.
 *
 * @param steps when so many steps have been begun, over all jobs
 * @param later so long after that
 * @param away how long nobody starts it again
 */
record Blow(int steps, Duration later, Who who, Duration away) {
    /** Who is killed. */
    enum Who {
        FIRST_WORKER,
        SECOND_WORKER,
        SERVER,
        KAFKA
    }

    private static final int LATER_MILLIS = 1_500;
    private static final int AWAY_MILLIS = 2_000;

    /**
     * Chooses the blows of a run: the same seed, the same choice. They are spread over all steps, and whoever can be killed
     * is among the first three: a worker, the server, Kafka.
     *
     * @param count how many
     * @param steps how many steps there are in all
     */
    static List<Blow> choose(Random random, int count, int steps) {
        var first = new ArrayList<>(List.of(worker(random), Who.SERVER, Who.KAFKA));
        Collections.shuffle(first, random);
        var blows = new ArrayList<Blow>();
        for (int i = 0; i < count; i++) {
            int from = Math.max(1, steps * i / count);
            int until = Math.max(from + 1, steps * (i + 1) / count);
            blows.add(new Blow(
                    random.nextInt(from, until),
                    Duration.ofMillis(random.nextInt(LATER_MILLIS)),
                    i < first.size() ? first.get(i) : anybody(random),
                    Duration.ofMillis(random.nextInt(AWAY_MILLIS))));
        }
        blows.sort(Comparator.comparingInt(Blow::steps));
        return List.copyOf(blows);
    }

    private static Who worker(Random random) {
        return random.nextBoolean() ? Who.FIRST_WORKER : Who.SECOND_WORKER;
    }

    private static Who anybody(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Who.SERVER;
            case 1 -> Who.KAFKA;
            default -> worker(random);
        };
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d ms after step %d was begun, away for %d ms",
                who.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                later.toMillis(),
                steps,
                away.toMillis());
    }
}
