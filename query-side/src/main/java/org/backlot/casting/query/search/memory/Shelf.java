// Why this file exists: what PostgreSQL needs milliseconds for, since each match is a row to be fetched, is here a look
// at some numbers that lie side by side.
package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.Standing;
import org.backlot.casting.query.search.SearchIndex.Place;
import org.backlot.casting.query.search.SearchTier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** All documents of one kind. Not safe for several threads at once where one of them writes. */
final class Shelf {
    private static final int FIRST_ROOM = 1024;
    private static final int SOME = 256;
    /** Where so many times those that are wanted match, they are looked at band by band. */
    private static final int FEW = 2;

    private static final long ALWAYS = Long.MAX_VALUE;
    private static final double[] NOT_MEASURED = {};

    private final WordBook words;
    private final int highest;
    private final boolean openToAll;
    private final Map<String, Posting> postings = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Places places = new Places();
    private final Set<UUID> shown = new HashSet<>();
    private final Map<UUID, Integer> numbers = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Bands bands;
    private final RoaringBitmap all = new RoaringBitmap();
    // By the numbers of documents; times in microseconds, as PostgreSQL has them.
    private long[] highIds = new long[FIRST_ROOM];
    private long[] lowIds = new long[FIRST_ROOM];
    private int[] standings = new int[FIRST_ROOM];
    private long[] activeAt = new long[FIRST_ROOM];
    private long[] until = new long[FIRST_ROOM];
    private int[] where = new int[FIRST_ROOM];
    private boolean[] mayBeSeen = new boolean[FIRST_ROOM];
    private @Nullable Said[] said = new Said[FIRST_ROOM];

    Shelf(SearchKind kind, WordBook words) {
        this.words = words;
        this.highest = Standing.highest(kind);
        this.bands = new Bands(highest);
        this.openToAll = kind == SearchKind.CALL;
    }

    private record Said(List<String> facets, List<Posting> postings) {}

    int size() {
        return numbers.size();
    }

    /** Puts something in, in place of what was there of it. */
    void put(Entry entry) {
        int number = numbers.computeIfAbsent(entry.id(), _ -> room());
        said[number] = new Said(shared(entry.facets()), renewed(number, said[number], entry));
        if (all.contains(number)) {
            bands.remove(number, standings[number]);
        }
        bands.add(number, entry.standing());
        highIds[number] = entry.id().getMostSignificantBits();
        lowIds[number] = entry.id().getLeastSignificantBits();
        standings[number] = entry.standing();
        activeAt[number] = micros(entry.activeAt());
        until[number] = entry.until().map(Shelf::micros).orElse(ALWAYS);
        where[number] = places.numberOf(entry.spot());
        mayBeSeen[number] = openToAll || shown.contains(entry.id());
        all.add(number);
    }

    void remove(UUID id) {
        var number = numbers.remove(id);
        if (number == null) {
            return;
        }
        leave(number, said(number).postings());
        said[number] = null;
        bands.remove(number, standings[number]);
        all.remove(number);
        free.push(number);
    }

    /** Others may see it, or may not any more, whether it is here or not. */
    void show(UUID id, boolean may) {
        if (may) {
            shown.add(id);
        } else {
            shown.remove(id);
        }
        Optional.ofNullable(numbers.get(id)).ifPresent(number -> mayBeSeen[number] = may);
    }

    /** The best of what is wanted, the best first. */
    List<Candidate> best(Wanted wanted) {
        var found = new ArrayList<Candidate>(wanted.most());
        var better = new RoaringBitmap();
        for (var tier : wanted.tiers()) {
            var matching = matching(tier);
            boolean passed =
                    wanted.after().filter(place -> place.tier() < tier.number()).isPresent();
            if (!passed) {
                matching.andNot(better);
                found.addAll(best(matching, tier.number(), wanted, wanted.most() - found.size()));
                matching.or(better);
            }
            if (found.size() >= wanted.most()) {
                break;
            }
            better = matching;
        }
        return found;
    }

    private List<Candidate> best(RoaringBitmap matching, int tier, Wanted wanted, int most) {
        var look = new Look(wanted, tier, most);
        if (matching.getCardinality() <= FEW * most) {
            look.at(matching, true);
            if (!look.hasEnough()) {
                look.at(matching, false);
            }
        } else {
            byBands(matching, look);
        }
        return look.best();
    }

    // First all who are active, from the highest band down, and then those who are not; until there are enough.
    private void byBands(RoaringBitmap matching, Look look) {
        for (boolean active : new boolean[] {true, false}) {
            for (int band = look.highestBand(active); band >= 0 && !look.hasEnough(); band--) {
                look.at(bands.among(band, matching), active);
            }
        }
    }

    /** A look at those that match in one tier. */
    private final class Look {
        private final int tier;
        private final int most;
        private final boolean counts;
        private final long idle;
        private final long now;
        private final double[] distances;
        private final double farthest;
        private final @Nullable Place last;
        private final int lastRank;
        private final Ranking ranking;
        private final int[] some = new int[SOME];
        private int found;

        Look(Wanted wanted, int tier, int most) {
            this.tier = tier;
            this.most = most;
            this.counts = wanted.counts();
            this.idle = micros(wanted.idle());
            this.now = micros(wanted.now());
            this.distances = wanted.near().map(places::kilometresTo).orElse(NOT_MEASURED);
            this.farthest = wanted.near().map(near -> (double) near.radiusKm()).orElse(0.0);
            this.last = wanted.after().filter(place -> place.tier() == tier).orElse(null);
            this.lastRank = last == null ? Integer.MAX_VALUE : rank(last.active(), last.standing());
            this.ranking = new Ranking(most, rank(true, highest), Shelf.this::isLess);
        }

        boolean hasEnough() {
            return found >= most;
        }

        int highestBand(boolean active) {
            return last == null || last.active() != active ? bands.highest() : bands.of(last.standing());
        }

        void at(RoaringBitmap those, boolean active) {
            var each = those.getBatchIterator();
            while (each.hasNext()) {
                int count = each.nextBatch(some);
                for (int at = 0; at < count; at++) {
                    at(some[at], active);
                }
            }
        }

        private void at(int number, boolean active) {
            if (activeAt[number] >= idle != active) {
                return;
            }
            int rank = rank(active, standings[number]);
            boolean isAfter = rank < lastRank || (rank == lastRank && comesAfter(number, last));
            if (isAfter && until[number] > now && isWithin(number, distances, farthest)) {
                ranking.offer(number, rank);
                found++;
            }
        }

        List<Candidate> best() {
            return Arrays.stream(ranking.best())
                    .mapToObj(number -> new Candidate(
                            tier,
                            activeAt[number] >= idle,
                            standings[number],
                            new UUID(highIds[number], lowIds[number]),
                            distances == NOT_MEASURED ? Optional.empty() : Optional.of(distances[where[number]]),
                            mayBeSeen[number],
                            counts ? said(number).facets() : List.of()))
                    .toList();
        }
    }

    private boolean isWithin(int number, double[] distances, double farthest) {
        return distances == NOT_MEASURED || (where[number] != Places.NOWHERE && distances[where[number]] <= farthest);
    }

    private boolean comesAfter(int number, @Nullable Place last) {
        return last == null
                || isLess(
                        highIds[number],
                        lowIds[number],
                        last.id().getMostSignificantBits(),
                        last.id().getLeastSignificantBits());
    }

    private boolean isLess(int number, int other) {
        return isLess(highIds[number], lowIds[number], highIds[other], lowIds[other]);
    }

    // As PostgreSQL has ids in order: without a sign.
    private static boolean isLess(long high, long low, long otherHigh, long otherLow) {
        int first = Long.compareUnsigned(high, otherHigh);
        return first < 0 || (first == 0 && Long.compareUnsigned(low, otherLow) < 0);
    }

    // First who is active, then by standing.
    private int rank(boolean active, int standing) {
        return active ? highest + 1 + standing : standing;
    }

    /** Those that fulfil every condition of a tier; a set of its own. */
    private RoaringBitmap matching(SearchTier tier) {
        var groups = tier.groups().stream().map(this::any).sorted(Shelf::bySize).toList();
        if (groups.isEmpty()) {
            return all.clone();
        }
        var matching = groups.getFirst().clone();
        for (var group : groups.subList(1, groups.size())) {
            matching.and(group);
        }
        return matching;
    }

    private static int bySize(RoaringBitmap one, RoaringBitmap other) {
        return Integer.compare(one.getCardinality(), other.getCardinality());
    }

    private RoaringBitmap any(Collection<String> terms) {
        var having = terms.stream()
                .map(postings::get)
                .filter(posting -> posting != null)
                .map(Posting::documents)
                .toArray(RoaringBitmap[]::new);
        return having.length == 1 ? having[0] : FastAggregation.or(having);
    }

    // Most of what is put in differs in little: somebody was there, and says what they have always said.
    private List<Posting> renewed(int number, @Nullable Said before, Entry entry) {
        var terms =
                entry.terms().stream().filter(term -> !Standing.isTerm(term)).toList();
        if (before != null) {
            if (before.postings().stream().map(Posting::term).toList().equals(terms)) {
                return before.postings();
            }
            leave(number, before.postings());
        }
        return terms.stream().map(term -> enter(number, term)).toList();
    }

    private Posting enter(int number, String term) {
        var posting = postings.computeIfAbsent(term, Posting::new);
        if (posting.documents().isEmpty()) {
            words.appeared(posting.term());
        }
        posting.documents().add(number);
        return posting;
    }

    private void leave(int number, List<Posting> those) {
        for (var posting : those) {
            posting.documents().remove(number);
            if (posting.documents().isEmpty()) {
                postings.remove(posting.term());
                words.vanished(posting.term());
            }
        }
    }

    private List<String> shared(List<String> facets) {
        return facets.stream()
                .map(value -> values.computeIfAbsent(value, same -> same))
                .toList();
    }

    private Said said(int number) {
        return Objects.requireNonNull(said[number]);
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
            where = Arrays.copyOf(where, more);
            mayBeSeen = Arrays.copyOf(mayBeSeen, more);
            said = Arrays.copyOf(said, more);
        }
        return number;
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }
}
