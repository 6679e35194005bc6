// The whole script as one value, so that importing it is one fact and every format ends in the same shape.

package org.backlot.production.api.screenplay;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A screenplay: its title page and its scenes in order.
 *
 * @param title the title on one line; empty: none given
 * @param credits the lines under the title as printed: credit, authors, source; empty: none given
 * @param scenes at least one, with ordinals 1, 2, 3 and numbers that differ even when case is ignored
 */
public record Screenplay(String title, List<String> credits, List<ScreenplayScene> scenes) {
    public Screenplay {
        SingleLine.orEmpty("title", title);
        credits = List.copyOf(credits);
        credits.forEach(credit -> SingleLine.required("credit", credit));
        scenes = List.copyOf(scenes);
        if (scenes.isEmpty()) {
            throw new IllegalArgumentException("a screenplay has at least one scene");
        }
        requireOrder(scenes);
        requireDistinctNumbers(scenes);
    }

    /** Returns the sum of the lengths of the scenes. */
    public PageEighths length() {
        return PageEighths.sum(scenes.stream().map(ScreenplayScene::length).toList());
    }

    private static void requireOrder(List<ScreenplayScene> scenes) {
        int expected = 1;
        for (ScreenplayScene scene : scenes) {
            if (scene.ordinal() != expected) {
                throw new IllegalArgumentException(
                        "scene " + scene.number() + " must have ordinal " + expected + ", not " + scene.ordinal());
            }
            expected++;
        }
    }

    private static void requireDistinctNumbers(List<ScreenplayScene> scenes) {
        Set<String> numbers = new HashSet<>();
        for (ScreenplayScene scene : scenes) {
            if (!numbers.add(scene.number().toUpperCase(Locale.ROOT))) {
                throw new IllegalArgumentException("two scenes have the number " + scene.number());
            }
        }
    }
}
