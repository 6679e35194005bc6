package org.backlot.casting.query.search;

import java.time.Instant;
import org.backlot.casting.api.search.SearchWish;

/**
 * A search that the caller made.
 *
 * @param found how many there were; at least so many where it is not exact
 */
public record SearchedView(Instant at, SearchWish wish, long found, boolean exact) {}
