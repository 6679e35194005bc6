package org.backlot.casting.query.search.memory;

import java.util.Optional;
import org.backlot.casting.query.search.SearchIndex.Place;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** A look at those that match in one tier, for the best of them. */
final class Look {
    private static final int SOME = 256;
    /** Where so many times those that are wanted match, they are looked at band by band. */
    private static final int FEW = 2;

    private static final double[] NOT_MEASURED = {};

    private final Documents documents;
    private final int tier;
    private final int most;
    private final int highest;
    private final long idle;
    private final long now;
    private final double[] distances;
    private final double farthest;
    private final @Nullable Place last;
    private final int lastRank;
    private final Ranking ranking;
    private final int[] some = new int[SOME];
    private int found;

    /**
     * @param highest the highest standing there is
     * @param most how many are wanted
     */
    Look(Documents documents, Places places, int highest, Wanted wanted, int tier, int most) {
        this.documents = documents;
        this.tier = tier;
        this.most = most;
        this.highest = highest;
        this.idle = Documents.micros(wanted.idle());
        this.now = Documents.micros(wanted.now());
        this.distances = wanted.near().map(places::kilometresTo).orElse(NOT_MEASURED);
        this.farthest = wanted.near().map(near -> (double) near.radiusKm()).orElse(0.0);
        this.last = wanted.after().filter(place -> place.tier() == tier).orElse(null);
        this.lastRank = last == null ? Integer.MAX_VALUE : rank(last.active(), last.standing());
        this.ranking = new Ranking(most, rank(true, highest), documents::isLess);
    }

    /** The numbers of the best, the best first. */
    int[] best(RoaringBitmap matching, Bands bands) {
        if (matching.getCardinality() <= FEW * most) {
            at(matching, true);
            if (!hasEnough()) {
                at(matching, false);
            }
        } else {
            byBands(matching, bands);
        }
        return ranking.best();
    }

    /** Where a document stands. */
    Place place(int number) {
        return new Place(
                tier,
                documents.isActive(number, idle),
                documents.standing(number),
                documents.said(number).id());
    }

    Optional<Double> distanceKm(int number) {
        return distances == NOT_MEASURED ? Optional.empty() : Optional.of(distances[documents.place(number)]);
    }

    // First all who are active, from the highest band down, and then those who are not; until there are enough.
    private void byBands(RoaringBitmap matching, Bands bands) {
        for (boolean active : new boolean[] {true, false}) {
            int highestBand = last == null || last.active() != active ? bands.highest() : bands.of(last.standing());
            for (int band = highestBand; band >= 0 && !hasEnough(); band--) {
                at(bands.among(band, matching), active);
            }
        }
    }

    private boolean hasEnough() {
        return found >= most;
    }

    private void at(RoaringBitmap those, boolean active) {
        var each = those.getBatchIterator();
        while (each.hasNext()) {
            int count = each.nextBatch(some);
            for (int at = 0; at < count; at++) {
                at(some[at], active);
            }
        }
    }

    private void at(int number, boolean active) {
        if (documents.isActive(number, idle) != active) {
            return;
        }
        int rank = rank(active, documents.standing(number));
        boolean isAfter = rank < lastRank || (rank == lastRank && (last == null || documents.comesAfter(number, last)));
        if (isAfter && !documents.isOver(number, now) && isWithin(number)) {
            ranking.offer(number, rank);
            found++;
        }
    }

    private boolean isWithin(int number) {
        return distances == NOT_MEASURED
                || (documents.place(number) != Places.NOWHERE && distances[documents.place(number)] <= farthest);
    }

    // First who is active, then by standing.
    private int rank(boolean active, int standing) {
        return active ? highest + 1 + standing : standing;
    }
}
