package org.backlot.bench.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What will happen in a run. It follows from the seed alone: the same seed gives the same faults at the same times and the
 * same choices of every writer. How the processes get on between them is the machine's affair and differs from run to run.
 *
 * @param patienceMillis how long writers wait; in some runs too short for the longer faults
 */
record Plan(long seed, int patienceMillis, List<Fault> faults) {
    static final int NODES = 2;
    static final int LENGTH_MILLIS = 1200;

    enum Kind {
        /** All connections of a node are broken. */
        CUT(35),
        /** A node's connections give no answer for a while and then break: the database has heard, the node knows nothing. */
        LOSE_ANSWERS(25),
        /** A node's process is killed, and another one takes its place. */
        KILL_NODE(12),
        /** All processes of PostgreSQL stop, and go on. */
        STOP_POSTGRES(14),
        /** All processes of PostgreSQL are killed; it is started again and recovers. */
        KILL_POSTGRES(14);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        private static Kind of(int number) {
            int left = number;
            for (var kind : values()) {
                left -= kind.weight;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("weights add up to 100, not to " + number);
        }
    }

    /**
     * @param atMillis from the beginning of the run
     * @param node whom it befalls, where it befalls a node
     * @param lastsMillis where it lasts
     */
    record Fault(int atMillis, Kind kind, int node, int lastsMillis) {
        @Override
        public String toString() {
            var whom = kind == Kind.STOP_POSTGRES || kind == Kind.KILL_POSTGRES ? "" : " " + node;
            return atMillis + " ms " + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + whom;
        }
    }

    static Plan of(long seed) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var faults = new ArrayList<Fault>();
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var kind = Kind.of(random.nextInt(100));
            boolean again = kind == Kind.KILL_POSTGRES && faults.stream().anyMatch(it -> it.kind() == kind);
            faults.add(new Fault(
                    100 + random.nextInt(LENGTH_MILLIS - 200),
                    // A recovery takes longer than a run; one is enough.
                    again ? Kind.STOP_POSTGRES : kind,
                    random.nextInt(NODES),
                    20 + random.nextInt(300)));
        }
        faults.sort(Comparator.comparingInt(Fault::atMillis));
        return new Plan(seed, random.nextInt(4) == 0 ? 150 : 5000, List.copyOf(faults));
    }
}
