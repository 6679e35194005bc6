// Why this file exists: people write where they are in words, in two scripts; a radius needs a point.
package org.backlot.casting.api.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where cities lie: those of Saudi Arabia, of the Arab world, and where else films are made. From {@code search/places.csv},
 * which holds public facts. What it does not know is found by its words and not by a radius.
 */
public final class Gazetteer {
    private static final int LONGEST_NAME = 4;
    private static final Map<String, Place> CITIES = new HashMap<>();
    private static final Map<String, List<String>> COUNTRIES = new HashMap<>();

    static {
        for (var line : SearchResource.lines("places.csv")) {
            var cells = line.split(";", -1);
            if (cells[0].equals("country")) {
                var names = List.of(cells[1].split("\\|", -1));
                names.forEach(name -> COUNTRIES.put(SearchText.phrase(name), names));
            }
        }
        for (var line : SearchResource.lines("places.csv")) {
            var cells = line.split(";", -1);
            if (cells[0].equals("city")) {
                var cityNames = List.of(cells[1].split("\\|", -1));
                var countryNames = Optional.ofNullable(COUNTRIES.get(SearchText.phrase(cells[2])))
                        .orElseThrow(() -> new IllegalStateException("places.csv has no country " + cells[2]));
                var names = new ArrayList<>(cityNames);
                names.addAll(countryNames);
                var spot = new Spot(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]));
                var place = new Place(cityNames.getFirst(), countryNames.getFirst(), names, spot);
                cityNames.forEach(name -> CITIES.putIfAbsent(SearchText.phrase(name), place));
            }
        }
    }

    private Gazetteer() {}

    /** The city that a text names first; the longest name where several begin there. */
    public static Optional<Place> city(String text) {
        return first(text, CITIES);
    }

    /** All names of the country that a text names first, the English one first. */
    public static Optional<List<String>> country(String text) {
        return first(text, COUNTRIES);
    }

    private static <T> Optional<T> first(String text, Map<String, T> known) {
        var words = SearchText.words(text);
        for (int from = 0; from < words.size(); from++) {
            for (int to = Math.min(words.size(), from + LONGEST_NAME); to > from; to--) {
                var found = known.get(String.join(" ", words.subList(from, to)));
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }
}
