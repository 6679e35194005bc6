// Why this file exists: the reel column has eight characters; two rolls must never end up under the same eight.
package org.backlot.shared.editorial;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The short names under which reels stand in the column of a list (CMX 3600: 8 characters, A to Z, 0 to 9; the
 * underscore is what edit systems put for anything else).
 *
 * <p>A name that fits keeps its place. Any other is put in upper case, freed from other characters and cut; if that name
 * is taken, its end gives way to {@code _2}, {@code _3} and so on. Words with a meaning of their own (black, bars) are
 * never given to a reel that is called otherwise.
 */
public final class ReelNames {

    /** The name of a source without one ("auxiliary"). */
    static final String UNNAMED = "AX";

    private static final int LONGEST = 8;
    private static final Set<String> WORDS_WITH_A_MEANING = Set.of(UNNAMED, "BL", "BLACK", "BARS");
    private static final Pattern FITTING = Pattern.compile("[A-Z0-9_]{1,8}");
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Z0-9]");
    private static final Pattern ONLY_UNDERSCORES = Pattern.compile("_*");

    private final Map<String, String> shortNames = new HashMap<>();
    private final Set<String> taken = new HashSet<>(WORDS_WITH_A_MEANING);

    /** Chooses a short name for each of these reels; the order of the names decides who comes first. */
    ReelNames(Collection<String> fullNames) {
        Set<String> once = new LinkedHashSet<>(fullNames);
        once.stream().filter(ReelNames::fits).forEach(name -> {
            shortNames.put(name, name);
            taken.add(name);
        });
        once.stream().filter(name -> !fits(name)).forEach(name -> shortNames.put(name, claim(fitted(name))));
    }

    /** Whether this name would not be understood as a reel but as black, bars or an unnamed source. */
    public static boolean hasAMeaning(String name) {
        return WORDS_WITH_A_MEANING.contains(name);
    }

    /** The name for the reel column. */
    String columnOf(String fullName) {
        String shortName = shortNames.get(fullName);
        if (shortName == null) {
            throw new IllegalArgumentException("Reel \"" + fullName + "\" is not of these lists");
        }
        return shortName;
    }

    private static boolean fits(String name) {
        return FITTING.matcher(name).matches();
    }

    private static String fitted(String name) {
        String allowed = NOT_ALLOWED.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
        String cut = allowed.substring(0, Math.min(LONGEST, allowed.length()));
        return ONLY_UNDERSCORES.matcher(cut).matches() ? "REEL" : cut;
    }

    private String claim(String wanted) {
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            String ending = "_" + number;
            name = wanted.substring(0, Math.min(wanted.length(), LONGEST - ending.length())) + ending;
        }
        return name;
    }
}
