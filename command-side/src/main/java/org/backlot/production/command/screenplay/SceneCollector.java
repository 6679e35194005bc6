// Between lines and scenes stands the question what belongs to which scene; it is answered here.

package org.backlot.production.command.screenplay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.command.screenplay.FountainLine.Cue;
import org.backlot.production.command.screenplay.FountainLine.Heading;
import org.backlot.production.command.screenplay.FountainLine.Section;
import org.backlot.production.command.screenplay.FountainLine.Synopsis;
import org.backlot.production.command.screenplay.UnreadableScreenplay.Reason;

/**
 * Divides lines into scenes. What stands before the first heading belongs to none. A synopsis belongs to the heading
 * before it, unless a section has begun since. A name is spelled everywhere as where it first appears, if only case
 * differs.
 */
final class SceneCollector {
    private final List<SceneDraft> drafts = new ArrayList<>();
    private final Map<String, String> cast = new HashMap<>();
    private boolean sectionBegun;

    /**
     * Takes the next line.
     *
     * @throws UnreadableScreenplay {@code TOO_LARGE}
     */
    void add(FountainLine line) {
        if (line instanceof Heading heading) {
            begin(heading);
        } else if (!drafts.isEmpty()) {
            addTo(drafts.getLast(), line);
        }
    }

    /** Returns the scenes read so far, each with a number of its own. */
    List<ScreenplayScene> scenes() {
        List<String> numbers = SceneNumbers.complete(
                drafts.stream().map(SceneDraft::givenNumber).toList());
        List<ScreenplayScene> scenes = new ArrayList<>(drafts.size());
        for (int index = 0; index < drafts.size(); index++) {
            scenes.add(drafts.get(index).scene(numbers.get(index), index + 1));
        }
        return scenes;
    }

    private void begin(Heading heading) {
        if (drafts.size() == FountainParser.MAXIMUM_SCENES) {
            throw new UnreadableScreenplay(
                    Reason.TOO_LARGE, "the screenplay has more than " + FountainParser.MAXIMUM_SCENES + " scenes");
        }
        drafts.add(new SceneDraft(heading));
        sectionBegun = false;
    }

    private void addTo(SceneDraft draft, FountainLine line) {
        draft.print(line);
        switch (line) {
            case Cue cue -> draft.speaks(spelledAsFirst(cue.name()));
            case Section _ -> sectionBegun = true;
            case Synopsis synopsis when !sectionBegun -> draft.summarise(Blanks.collapsed(synopsis.text()));
            default -> {}
        }
    }

    private String spelledAsFirst(String name) {
        return cast.computeIfAbsent(name.toUpperCase(Locale.ROOT), _ -> name);
    }
}
