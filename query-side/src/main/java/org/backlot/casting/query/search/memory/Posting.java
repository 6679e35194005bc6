package org.backlot.casting.query.search.memory;

import org.roaringbitmap.RoaringBitmap;

/** A term and the numbers of the documents that have it. */
final class Posting {
    private final String term;
    private final RoaringBitmap documents = new RoaringBitmap();

    Posting(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    RoaringBitmap documents() {
        return documents;
    }
}
