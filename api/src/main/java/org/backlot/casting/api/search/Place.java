package org.backlot.casting.api.search;

import java.util.List;

/**
 * A city, by public facts.
 *
 * @param city its name in English
 * @param country the name of its country in English
 * @param names all its names, and those of its country
 * @param spot where it lies
 */
public record Place(String city, String country, List<String> names, Spot spot) {
    public Place {
        names = List.copyOf(names);
    }
}
