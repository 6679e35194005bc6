// Two shots with one slate cannot be told apart in the edit: how a slate is found is a rule of its own, in one place.
package org.backlot.production.command.project;

import java.util.function.Predicate;
import org.backlot.production.api.Slate;

/**
 * American slating. The first shot of a scene, its master, is slated with the scene number: {@code 12}. Each further
 * set-up adds letters, without I and O, which read like 1 and 0: {@code 12A} to {@code 12Z}, then {@code 12AA}.
 *
 * <p>Behind a number that ends in a letter more letters could not be told from it, so there they stand in front: scene
 * {@code 12A} is slated {@code 12A}, {@code A12A}, {@code B12A}.
 *
 * <p>What is taken is skipped, as script supervisors do: a slate of another shot of the project, and the number of
 * another scene. Where there is a scene 12A, the set-ups of scene 12 begin with 12B. So no slate ever stands for two
 * things.
 */
final class Slating {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private Slating() {}

    /** The first slate of a scene that is free. Ends, since there are always more letters than shots. */
    static Slate next(Slate master, Predicate<Slate> taken) {
        int setUp = 0;
        var slate = master;
        while (taken.test(slate)) {
            setUp++;
            slate = setUp(master, setUp);
        }
        return slate;
    }

    /**
     * The slate of a set-up, whether it is free or not.
     *
     * @param setUp 0 for the master, 1 for A, 24 for Z, 25 for AA
     */
    static Slate setUp(Slate master, int setUp) {
        String number = master.value();
        boolean endsInDigit = Character.isDigit(number.codePointBefore(number.length()));
        return new Slate(endsInDigit ? number + letters(setUp) : letters(setUp) + number);
    }

    private static String letters(int setUp) {
        var letters = new StringBuilder();
        for (int rest = setUp; rest > 0; rest = (rest - 1) / LETTERS.length()) {
            letters.append(LETTERS.charAt((rest - 1) % LETTERS.length()));
        }
        return letters.reverse().toString();
    }
}
