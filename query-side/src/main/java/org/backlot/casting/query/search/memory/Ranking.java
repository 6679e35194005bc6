package org.backlot.casting.query.search.memory;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The best of many by rank, and among those of one rank by id. Ranks are counted first: so only those are put in order that
 * are good enough, and not the thousands below them.
 */
final class Ranking {
    private final int[] numbers;
    private final int[] ranks;
    private final int[] ofRank;
    private int size;

    /**
     * @param most how many will be offered at most
     * @param highest the highest rank there is
     */
    Ranking(int most, int highest) {
        this.numbers = new int[most];
        this.ranks = new int[most];
        this.ofRank = new int[highest + 1];
    }

    void offer(int number, int rank) {
        numbers[size] = number;
        ranks[size++] = rank;
        ofRank[rank]++;
    }

    /** One of the best. */
    record Ranked(int number, int rank, UUID id) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            int first = Integer.compare(other.rank, rank);
            return first == 0 ? compareUnsigned(other.id, id) : first;
        }
    }

    /**
     * The best, the best first.
     *
     * @param ids of the documents by number
     */
    List<Ranked> best(int most, @Nullable UUID[] ids) {
        int enough = lowestOf(most);
        return IntStream.range(0, size)
                .filter(at -> ranks[at] >= enough)
                .mapToObj(at -> new Ranked(numbers[at], ranks[at], Objects.requireNonNull(ids[numbers[at]])))
                .sorted()
                .limit(most)
                .toList();
    }

    private int lowestOf(int most) {
        int better = 0;
        for (int rank = ofRank.length - 1; rank > 0; rank--) {
            better += ofRank[rank];
            if (better >= most) {
                return rank;
            }
        }
        return 0;
    }

    /** As PostgreSQL has ids in order: without a sign. */
    static int compareUnsigned(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high == 0 ? Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) : high;
    }
}
