// A scene is known only when the next one begins, and its number only when all are read: until then it is a draft.

package org.backlot.production.command.screenplay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.command.screenplay.FountainLine.Heading;

/** Gathers what one scene says while its lines are read. */
final class SceneDraft {
    private final Heading heading;
    private final StringBuilder synopsis = new StringBuilder();
    private final Set<String> characters = new LinkedHashSet<>();
    private final PageLength length = new PageLength();

    SceneDraft(Heading heading) {
        this.heading = heading;
        length.add(heading);
    }

    void print(FountainLine line) {
        length.add(line);
    }

    void speaks(String character) {
        characters.add(character);
    }

    void summarise(String text) {
        if (!synopsis.isEmpty() && !text.isEmpty()) {
            synopsis.append(' ');
        }
        synopsis.append(text);
    }

    /** Returns the number in the heading, empty for none. */
    String givenNumber() {
        return heading.number();
    }

    ScreenplayScene scene(String number, int ordinal) {
        return new ScreenplayScene(
                number, ordinal, heading.slugline(), synopsis.toString(), List.copyOf(characters), length.eighths());
    }
}
