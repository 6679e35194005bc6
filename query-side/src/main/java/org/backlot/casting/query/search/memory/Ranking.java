package org.backlot.casting.query.search.memory;

import java.util.Arrays;

/**
 * The best of many by rank, and among those of one rank by id. Ranks are counted, by and large: so those of which there are
 * enough better ones are neither kept nor put in order.
 */
final class Ranking {
    private static final int COUNTERS = 1 << 12;
    private static final int ROOM = 4;

    private final int most;
    private final Ids ids;
    private final int shift;
    private final int[] counters = new int[COUNTERS];
    // Each a rank and below it a number, so that they can be put in order as they are.
    private long[] kept;
    private int size;
    private int lowest;

    /** The ids of documents by their numbers. */
    interface Ids {
        /** Whether one id comes before another, in the order in which PostgreSQL has them. */
        boolean isLess(int number, int other);
    }

    /**
     * @param most how many are wanted
     * @param highest the highest rank there is
     */
    Ranking(int most, int highest, Ids ids) {
        this.most = most;
        this.ids = ids;
        this.kept = new long[most * ROOM];
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(highest);
        this.shift = Math.max(0, bits - Integer.numberOfTrailingZeros(COUNTERS));
    }

    void offer(int number, int rank) {
        int counter = rank >> shift;
        if (counter < lowest) {
            return;
        }
        if (size == kept.length) {
            makeRoom();
        }
        kept[size++] = (long) rank << Integer.SIZE | number;
        counters[counter]++;
    }

    // Where many have nearly the same rank, they need more room.
    private void makeRoom() {
        drop();
        if (size > kept.length / 2) {
            kept = Arrays.copyOf(kept, kept.length * 2);
        }
    }

    private void drop() {
        lowest = enough();
        int left = 0;
        for (int at = 0; at < size; at++) {
            if (rank(kept[at]) >> shift >= lowest) {
                kept[left++] = kept[at];
            }
        }
        size = left;
    }

    private int enough() {
        int better = 0;
        for (int counter = COUNTERS - 1; counter > lowest; counter--) {
            better += counters[counter];
            if (better >= most) {
                return counter;
            }
        }
        return lowest;
    }

    /** The numbers of the best, the best first. */
    int[] best() {
        drop();
        Arrays.sort(kept, 0, size);
        var best = new int[size];
        for (int count = 0; count < size; count++) {
            put(best, count, kept[size - 1 - count]);
        }
        return Arrays.copyOf(best, Math.min(most, size));
    }

    // Of one rank there are few: each is put where its id belongs.
    private void put(int[] best, int count, long next) {
        int to = count;
        while (to > 0 && rank(kept[size - to]) == rank(next) && ids.isLess(best[to - 1], (int) next)) {
            to--;
        }
        System.arraycopy(best, to, best, to + 1, count - to);
        best[to] = (int) next;
    }

    private static int rank(long one) {
        return (int) (one >> Integer.SIZE);
    }
}
