package org.backlot.casting.api.search;

import org.backlot.casting.api.CastingLine;

/**
 * A search that somebody keeps. Personal data.
 *
 * @param name what they call it
 * @param alerts whether they are told of new matches
 */
public record SavedSearch(CastingLine name, SearchWish wish, boolean alerts) {
    @Override
    public String toString() {
        return "SavedSearch[…]";
    }
}
