package org.backlot.casting.query.search.memory;

import org.roaringbitmap.RoaringBitmap;

/**
 * Documents by how high they stand, by and large. Of many that match, those in the highest bands are looked at first, and the
 * others only where these are not enough.
 */
final class Bands {
    private static final int BANDS = 256;

    private final RoaringBitmap[] bands = new RoaringBitmap[BANDS];
    private final int width;

    /** @param highest the highest standing there is */
    Bands(int highest) {
        this.width = Math.ceilDiv(highest + 1, BANDS);
        for (int band = 0; band < BANDS; band++) {
            bands[band] = new RoaringBitmap();
        }
    }

    void add(int number, int standing) {
        bands[of(standing)].add(number);
    }

    void remove(int number, int standing) {
        bands[of(standing)].remove(number);
    }

    /** The band in which a standing lies; a higher one has the higher standings, and none is below 0. */
    int of(int standing) {
        return standing / width;
    }

    int highest() {
        return BANDS - 1;
    }

    /** Those of a band that are among others. */
    RoaringBitmap among(int band, RoaringBitmap others) {
        return RoaringBitmap.and(bands[band], others);
    }
}
