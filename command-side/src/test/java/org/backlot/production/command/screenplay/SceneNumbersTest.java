// A crew that shoots two different scenes called 12A loses a day: these are the rules that prevent it.

package org.backlot.production.command.screenplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PRD-3: every scene gets a number of its own")
class SceneNumbersTest {
    @ParameterizedTest(name = "PRD-3: {0} becomes {1}")
    @DisplayName("PRD-3: missing numbers continue and never collide with given ones")
    @CsvSource(delimiter = '|', textBlock = """
        _ _ _             | 1 2 3
        1 _ 3             | 1 2 3
        1 _ 2             | 1 1A 2
        12 _ _ 13         | 12 12A 12B 13
        12 _ 12A 13       | 12 12B 12A 13
        12A _             | 12A 13
        12A _ 13          | 12A 12AA 13
        _ 1               | A1 1
        _ _ 1 _ 2         | A1 B1 1 1A 2
        _ 5 _             | 1 5 6
        10 _ 2 _ 11       | 10 10A 2 3 11
        I-1-A _           | I-1-A I-1-AA
        1. _              | 1. 2
        1. _ 2            | 1. 1A 2
        1 _ _ _ _ _ _ _ _ _ 2 | 1 1A 1B 1C 1D 1E 1F 1G 1H 1J 2
        """)
    void missingNumbers(String given, String completed) {
        assertThat(complete(given)).isEqualTo(completed);
    }

    @ParameterizedTest(name = "PRD-3: {0} becomes {1}")
    @DisplayName("PRD-3: a number given twice stays with its first scene, the next one gets a letter")
    @CsvSource(delimiter = '|', textBlock = """
        7 7               | 7 7A
        7 7 7             | 7 7A 7B
        7 7 7A            | 7 7B 7A
        7a 7A             | 7a 7AA
        7 7.              | 7 7A
        7 7 _             | 7 7A 8
        """)
    void repeatedNumbers(String given, String completed) {
        assertThat(complete(given)).isEqualTo(completed);
    }

    @Test
    @DisplayName("PRD-3: printed numbers stay as the writer printed them")
    void printedNumbersStay() {
        assertThat(Scripts.scenes("""
            INT. HOUSE - DAY #1#

            INT. HOUSE - DAY #1a#

            INT. HOUSE - DAY #A1#

            INT. HOUSE - DAY #I-1-A#

            INT. HOUSE - DAY #2.#

            INT. HOUSE - DAY #110A#
            """))
                .extracting(ScreenplayScene::number)
                .containsExactly("1", "1a", "A1", "I-1-A", "2.", "110A");
    }

    @Test
    @DisplayName("PRD-3: what is no scene number between # stays in the heading")
    void noNumber() {
        assertThat(Scripts.scenes("INT. BUNGALOW #9, ROOM #1 & 2#\n"))
                .extracting(ScreenplayScene::number, scene -> scene.slugline().location())
                .containsExactly(tuple("1", "BUNGALOW #9, ROOM #1 & 2#"));
        assertThat(Scripts.scenes("INT. VAULT #" + "9".repeat(40) + "#\n"))
                .extracting(ScreenplayScene::number)
                .containsExactly("1");
    }

    private static String complete(String given) {
        List<String> numbers = Arrays.stream(given.split(" ", -1))
                .map(number -> number.equals("_") ? "" : number)
                .toList();
        return String.join(" ", SceneNumbers.complete(numbers));
    }
}
