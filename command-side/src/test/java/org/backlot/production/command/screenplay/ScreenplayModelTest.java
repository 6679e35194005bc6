// The model goes into events for good: what it refuses can never have to be explained away later.

package org.backlot.production.command.screenplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.Screenplay;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PRD-3: the screenplay model refuses nonsense")
class ScreenplayModelTest {
    private static final Slugline QUAY = new Slugline(Setting.EXTERIOR, "QUAY", "DAWN");
    private static final PageEighths ONE = new PageEighths(1);

    @ParameterizedTest(name = "PRD-3: {0} eighths print as {1}")
    @DisplayName("PRD-3: pages print as whole pages and eighths")
    @CsvSource({"0, 0", "1, 1/8", "7, 7/8", "8, 1", "9, 1 1/8", "19, 2 3/8", "800, 100"})
    void eighths(int eighths, String printed) {
        assertThat(new PageEighths(eighths)).hasToString(printed);
    }

    @Test
    @DisplayName("PRD-3: lengths add up in eighths")
    void sum() {
        assertThat(PageEighths.sum(List.of(new PageEighths(3), new PageEighths(6), ONE)))
                .hasToString("1 2/8");
        assertThat(PageEighths.sum(List.of())).isEqualTo(PageEighths.NONE);
        assertThat(new Screenplay("", List.of(), List.of(scene("1", 1), scene("2", 2))).length())
                .hasToString("2/8");
    }

    @Test
    @DisplayName("PRD-3: a slugline names a place, on one line, without blanks around it")
    void slugline() {
        refused("location", () -> new Slugline(Setting.INTERIOR, "", "DAY"));
        refused("location", () -> new Slugline(Setting.INTERIOR, " QUAY", "DAY"));
        refused("location", () -> new Slugline(Setting.INTERIOR, "QUAY\nSIDE", "DAY"));
        refused("time of day", () -> new Slugline(Setting.INTERIOR, "QUAY", "DAY "));
        assertThat(new Slugline(Setting.INTERIOR, "QUAY", "").timeOfDay()).isEmpty();
    }

    @Test
    @DisplayName("PRD-3: a scene has a number, a place in the script, distinct speakers and a length")
    void sceneParts() {
        refused("number", () -> scene("", 1));
        refused("number", () -> scene("-", 1));
        refused("number", () -> scene("1 A", 1));
        refused("number", () -> scene("1".repeat(ScreenplayScene.LONGEST_NUMBER + 1), 1));
        refused("counted from 1", () -> scene("1", 0));
        refused("twice", () -> new ScreenplayScene("1", 1, QUAY, "", List.of("BOB", "BOB"), ONE));
        refused("character", () -> new ScreenplayScene("1", 1, QUAY, "", List.of(" "), ONE));
        refused("1/8", () -> new ScreenplayScene("1", 1, QUAY, "", List.of(), PageEighths.NONE));
        refused("negative", () -> new PageEighths(-1));
    }

    @Test
    @DisplayName("PRD-3: a screenplay has scenes in order with different numbers")
    void screenplay() {
        refused("at least one scene", () -> new Screenplay("Empty", List.of(), List.of()));
        refused("ordinal 2", () -> new Screenplay("", List.of(), List.of(scene("1", 1), scene("2", 3))));
        refused("number 1a", () -> new Screenplay("", List.of(), List.of(scene("1A", 1), scene("1a", 2))));
        refused("credit", () -> new Screenplay("", List.of(""), List.of(scene("1", 1))));
    }

    @Test
    @DisplayName("PRD-3: a screenplay does not change when the lists it was made from do")
    void copies() {
        List<ScreenplayScene> scenes = new ArrayList<>(List.of(scene("1", 1)));
        Screenplay screenplay = new Screenplay("", List.of(), scenes);

        scenes.clear();

        assertThat(screenplay.scenes()).hasSize(1);
    }

    private static ScreenplayScene scene(String number, int ordinal) {
        return new ScreenplayScene(number, ordinal, QUAY, "", List.of(), ONE);
    }

    private static void refused(String message, ThrowingCallable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction).withMessageContaining(message);
    }
}
