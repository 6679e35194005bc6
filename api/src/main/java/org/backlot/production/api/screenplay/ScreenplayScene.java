// The scene is the unit that everything after the script counts in: schedule, breakdown, slate, sides.

package org.backlot.production.api.screenplay;

import java.util.HashSet;
import java.util.List;
import org.backlot.shared.personal.NotPersonal;

/**
 * One scene of a screenplay.
 *
 * @param number the scene number as printed, for example {@code 12A}: letters, digits, dashes and periods
 * @param ordinal the place in the script, counted from 1
 * @param slugline what the heading says
 * @param synopsis the writer's summary of the scene; empty: none given
 * @param characters who speaks, in order of first appearance, each once, without extensions such as {@code (V.O.)}
 * @param length the estimated length, at least one eighth
 */
public record ScreenplayScene(
        @NotPersonal("a scene number of a work") String number,
        int ordinal,
        Slugline slugline,
        @NotPersonal("what happens in a scene of a work") String synopsis,
        @NotPersonal("names of characters in a work") List<String> characters,
        PageEighths length) {
    /** The longest scene number there may be. */
    public static final int LONGEST_NUMBER = 32;

    public ScreenplayScene {
        requireSceneNumber(number);
        if (ordinal < 1) {
            throw new IllegalArgumentException("scenes are counted from 1, not " + ordinal);
        }
        SingleLine.orEmpty("synopsis", synopsis);
        characters = List.copyOf(characters);
        characters.forEach(character -> SingleLine.required("character", character));
        if (new HashSet<>(characters).size() != characters.size()) {
            throw new IllegalArgumentException("scene " + number + " names a character twice: " + characters);
        }
        if (length.eighths() < 1) {
            throw new IllegalArgumentException("scene " + number + " must be at least 1/8 of a page long");
        }
    }

    private static void requireSceneNumber(String number) {
        if (number.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException("a scene number has at most " + LONGEST_NUMBER + " characters");
        }
        if (number.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new IllegalArgumentException("a scene number needs a letter or digit: '" + number + "'");
        }
        if (!number.codePoints().allMatch(ScreenplayScene::mayStandInNumber)) {
            throw new IllegalArgumentException(
                    "a scene number has letters, digits, dashes and periods only: '" + number + "'");
        }
    }

    private static boolean mayStandInNumber(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '-' || codePoint == '.';
    }
}
