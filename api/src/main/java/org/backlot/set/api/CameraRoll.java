// Why this file exists: a camera roll's name ends up in edit lists, where some words mean black or bars.
package org.backlot.set.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a camera roll or card, such as {@code A001}.
 *
 * @param name 1 to 32 letters, digits, underscores and dashes (ASCII), beginning with a letter or digit
 */
public record CameraRoll(@JsonValue String name) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");
    private static final Set<String> WORDS_OF_EDIT_LISTS = Set.of("AX", "BL", "BLACK", "BARS");

    /** What a take is logged on when nobody says otherwise. Stands below what its constructor needs. */
    public static final CameraRoll FIRST = new CameraRoll("A001");

    /** @throws IllegalArgumentException where the name has another shape, or means black or bars in an edit list */
    @JsonCreator
    public CameraRoll {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException("a camera roll is 1 to 32 letters, digits, '_' and '-', such as A001");
        }
        if (WORDS_OF_EDIT_LISTS.contains(name.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "edit systems take \"" + name + "\" for something else than a camera roll");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
