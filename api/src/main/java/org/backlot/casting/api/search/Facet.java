package org.backlot.casting.api.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** By what the found can be told apart and counted. */
public enum Facet {
    SKILL("skill", 's'),
    LANGUAGE("language", 'l'),
    EXPERIENCE("experience", 'e'),
    AGE_RANGE("ageRange", 'a'),
    CITY("city", 'c'),
    COUNTRY("country", 'k');

    private final String wireName;
    private final char letter;

    Facet(String wireName, char letter) {
        this.wireName = wireName;
        this.letter = letter;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    @JsonCreator
    public static Facet parse(String name) {
        return Arrays.stream(values())
                .filter(facet -> facet.wireName.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("must be skill, language, experience, ageRange, city or country"));
    }

    /** A value of it as it lies in the index. */
    public String stored(String value) {
        return letter + ":" + value;
    }

    /** The facet of a stored value. */
    public static Optional<Facet> ofStored(String stored) {
        return Arrays.stream(values())
                .filter(facet -> stored.length() > 2 && stored.charAt(0) == facet.letter && stored.charAt(1) == ':')
                .findFirst();
    }

    /** The value within a stored one. */
    public static String valueIn(String stored) {
        return stored.substring(2);
    }

    /** What has this value, in whatever spelling or language it is known, has this term. */
    public String term(String value) {
        return "f" + letter + Lexicon.same(this, value);
    }
}
