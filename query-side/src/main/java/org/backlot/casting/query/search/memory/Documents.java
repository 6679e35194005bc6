package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.backlot.casting.query.search.SearchIndex.Place;
import org.backlot.casting.query.search.SearchText;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of each document that matches, by its number. What is needed to put them in order lies side by side, and
 * what is needed of the best of them apart from it.
 */
final class Documents {
    private static final int FIRST_ROOM = 1024;
    private static final long ALWAYS = Long.MAX_VALUE;

    private final Map<UUID, Integer> numbers = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    // By the numbers of documents; times in microseconds, as PostgreSQL has them.
    private long[] highIds = new long[FIRST_ROOM];
    private long[] lowIds = new long[FIRST_ROOM];
    private int[] standings = new int[FIRST_ROOM];
    private long[] activeAt = new long[FIRST_ROOM];
    private long[] until = new long[FIRST_ROOM];
    private int[] places = new int[FIRST_ROOM];
    private @Nullable Said[] said = new Said[FIRST_ROOM];

    /**
     * What is needed of those that are best.
     *
     * @param facets the numbers of its values
     * @param postings where it is found
     */
    record Said(UUID id, People.Person person, int[] facets, List<Posting> postings, SearchText text) {}

    int size() {
        return numbers.size();
    }

    OptionalInt numberOf(UUID id) {
        var number = numbers.get(id);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The number of a document, whether it is here already or not. */
    int roomFor(UUID id) {
        return numbers.computeIfAbsent(id, _ -> room());
    }

    /** @param place its number among the places */
    void put(int number, Entry entry, Said saysNow, int place) {
        said[number] = saysNow;
        highIds[number] = entry.id().getMostSignificantBits();
        lowIds[number] = entry.id().getLeastSignificantBits();
        standings[number] = entry.standing();
        activeAt[number] = micros(entry.activeAt());
        until[number] = entry.until().map(Documents::micros).orElse(ALWAYS);
        places[number] = place;
    }

    /** What was said of a document up to now; empty for one that is new. */
    Optional<Said> before(int number) {
        return Optional.ofNullable(said[number]);
    }

    void remove(UUID id) {
        int number = Objects.requireNonNull(numbers.remove(id));
        said[number] = null;
        free.push(number);
    }

    Said said(int number) {
        return Objects.requireNonNull(said[number]);
    }

    int standing(int number) {
        return standings[number];
    }

    int place(int number) {
        return places[number];
    }

    boolean isActive(int number, long idle) {
        return activeAt[number] >= idle;
    }

    boolean isOver(int number, long now) {
        return until[number] <= now;
    }

    boolean comesAfter(int number, Place last) {
        return isLess(
                highIds[number],
                lowIds[number],
                last.id().getMostSignificantBits(),
                last.id().getLeastSignificantBits());
    }

    /** Whether the id of one comes before that of another. */
    boolean isLess(int number, int other) {
        return isLess(highIds[number], lowIds[number], highIds[other], lowIds[other]);
    }

    // As PostgreSQL has ids in order: without a sign.
    private static boolean isLess(long high, long low, long otherHigh, long otherLow) {
        int first = Long.compareUnsigned(high, otherHigh);
        return first < 0 || (first == 0 && Long.compareUnsigned(low, otherLow) < 0);
    }

    private int room() {
        if (!free.isEmpty()) {
            return free.pop();
        }
        int number = numbers.size();
        if (number == said.length) {
            int more = number * 2;
            highIds = Arrays.copyOf(highIds, more);
            lowIds = Arrays.copyOf(lowIds, more);
            standings = Arrays.copyOf(standings, more);
            activeAt = Arrays.copyOf(activeAt, more);
            until = Arrays.copyOf(until, more);
            places = Arrays.copyOf(places, more);
            said = Arrays.copyOf(said, more);
        }
        return number;
    }

    static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }
}
