// Why this file exists: what PostgreSQL needs milliseconds for, since each match is a row to be fetched, is here a look
// at
// three numbers that lie side by side.
package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.casting.api.search.Spot;
import org.backlot.casting.api.search.Standing;
import org.backlot.casting.query.search.SearchTier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** All documents of one kind. Not safe for several threads at once where one of them writes. */
final class Shelf {
    private static final int FIRST_ROOM = 1024;
    private static final int SOME = 256;
    private static final long ALWAYS = Long.MAX_VALUE;

    private final WordBook words;
    private final int highest;
    private final Map<String, Posting> postings = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<UUID, Integer> numbers = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final RoaringBitmap all = new RoaringBitmap();
    private @Nullable Document[] documents = new Document[FIRST_ROOM];
    private @Nullable UUID[] ids = new UUID[FIRST_ROOM];
    // What is looked at for each match, in the order of their numbers; times in microseconds, as PostgreSQL has them.
    private int[] standings = new int[FIRST_ROOM];
    private long[] activeAt = new long[FIRST_ROOM];
    private long[] until = new long[FIRST_ROOM];

    Shelf(SearchKind kind, WordBook words) {
        this.words = words;
        this.highest = Standing.highest(kind);
    }

    private record Document(Optional<Spot> spot, List<String> facets, List<Posting> postings) {}

    int size() {
        return numbers.size();
    }

    /** Puts something in, in place of what was there of it. */
    void put(Entry entry) {
        int number = numbers.computeIfAbsent(entry.id(), _ -> room());
        var before = documents[number];
        documents[number] = new Document(entry.spot(), shared(entry.facets()), renewed(number, before, entry));
        ids[number] = entry.id();
        standings[number] = entry.standing();
        activeAt[number] = micros(entry.activeAt());
        until[number] = entry.until().map(Shelf::micros).orElse(ALWAYS);
        all.add(number);
    }

    void remove(UUID id) {
        var number = numbers.remove(id);
        if (number == null) {
            return;
        }
        leave(number, document(number).postings());
        documents[number] = null;
        ids[number] = null;
        all.remove(number);
        free.push(number);
    }

    /** The best of what is wanted, the best first. */
    List<Candidate> best(Wanted wanted) {
        var found = new ArrayList<Candidate>();
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
        long idle = micros(wanted.idle());
        long now = micros(wanted.now());
        var near = wanted.near().orElse(null);
        var last = wanted.after().filter(place -> place.tier() == tier).orElse(null);
        int lastRank = last == null ? Integer.MAX_VALUE : rank(last.active(), last.standing());
        var ranking = new Ranking(matching.getCardinality(), rank(true, highest));
        var some = new int[SOME];
        var each = matching.getBatchIterator();
        while (each.hasNext()) {
            int count = each.nextBatch(some);
            for (int at = 0; at < count; at++) {
                int number = some[at];
                int rank = rank(activeAt[number] >= idle, standings[number]);
                boolean isAfter = rank < lastRank || (rank == lastRank && comesAfter(number, last));
                if (isAfter && until[number] > now && (near == null || isWithin(number, near))) {
                    ranking.offer(number, rank);
                }
            }
        }
        return ranking.best(most, ids).stream()
                .map(ranked -> candidate(tier, ranked, wanted))
                .toList();
    }

    private boolean comesAfter(int number, Wanted.@Nullable Place last) {
        return last == null || Ranking.compareUnsigned(Objects.requireNonNull(ids[number]), last.id()) < 0;
    }

    // First who is active, then by standing.
    private int rank(boolean active, int standing) {
        return active ? highest + 1 + standing : standing;
    }

    private Candidate candidate(int tier, Ranking.Ranked ranked, Wanted wanted) {
        var document = document(ranked.number());
        boolean active = ranked.rank() > highest;
        return new Candidate(
                tier,
                active,
                standings[ranked.number()],
                ranked.id(),
                wanted.near().flatMap(near -> document.spot().map(spot -> spot.kilometresTo(near.spot()))),
                document.facets());
    }

    private boolean isWithin(int number, Near near) {
        return document(number)
                .spot()
                .filter(spot -> spot.kilometresTo(near.spot()) <= near.radiusKm())
                .isPresent();
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
    private List<Posting> renewed(int number, @Nullable Document before, Entry entry) {
        var terms =
                entry.terms().stream().filter(term -> !Standing.isTerm(term)).toList();
        if (before != null) {
            if (before.postings().stream().map(Posting::term).toList().equals(terms)) {
                return before.postings();
            }
            leave(number, before.postings());
        }
        return List.copyOf(terms.stream().map(term -> enter(number, term)).toList());
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
        return List.copyOf(facets.stream()
                .map(value -> values.computeIfAbsent(value, same -> same))
                .toList());
    }

    private Document document(int number) {
        var document = documents[number];
        if (document == null) {
            throw new IllegalStateException("there is no document " + number);
        }
        return document;
    }

    private int room() {
        if (!free.isEmpty()) {
            return free.pop();
        }
        int number = numbers.size();
        if (number == documents.length) {
            int more = number * 2;
            documents = Arrays.copyOf(documents, more);
            ids = Arrays.copyOf(ids, more);
            standings = Arrays.copyOf(standings, more);
            activeAt = Arrays.copyOf(activeAt, more);
            until = Arrays.copyOf(until, more);
        }
        return number;
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }
}
