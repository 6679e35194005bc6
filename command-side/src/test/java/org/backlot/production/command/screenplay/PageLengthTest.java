// Eighths drive the schedule, so how they come about is fixed here line by line.

package org.backlot.production.command.screenplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.production.command.screenplay.Scripts.scene;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PRD-3: scenes are measured in eighths of a printed page")
class PageLengthTest {
    @Test
    @DisplayName("PRD-3: the shortest scene is one eighth")
    void atLeastOneEighth() {
        assertThat(scene("").length()).hasToString("1/8");
    }

    @ParameterizedTest(name = "PRD-3: {0} printed lines are {1} pages")
    @DisplayName("PRD-3: 55 printed lines are a page, rounded to the nearest eighth")
    @CsvSource({"10, 1/8", "11, 2/8", "24, 3/8", "25, 4/8", "55, 1", "58, 1", "59, 1 1/8", "110, 2", "131, 2 3/8"})
    void page(int printedLines, String pages) {
        // The heading and the empty lines before and behind it take three lines.
        assertThat(scene("Rain.\n".repeat(printedLines - 3)).length()).hasToString(pages);
    }

    @Test
    @DisplayName("PRD-3: action is 61 columns wide, dialogue 35, a parenthetical 26")
    void widths() {
        assertThat(pagesOf("", "x".repeat(61))).isEqualTo(10);
        assertThat(pagesOf("", "x".repeat(62))).isEqualTo(20);
        assertThat(pagesOf("BOB\n", "x".repeat(35))).isEqualTo(10);
        assertThat(pagesOf("BOB\n", "x".repeat(36))).isEqualTo(20);
        assertThat(pagesOf("BOB\n", "(" + "x".repeat(24) + ")")).isEqualTo(10);
        assertThat(pagesOf("BOB\n", "(" + "x".repeat(25) + ")")).isEqualTo(20);
    }

    @Test
    @DisplayName("PRD-3: lines break between words, and a word wider than the line within it")
    void wrapping() {
        assertThat(PrintedLines.of("", 10)).isEqualTo(1);
        assertThat(PrintedLines.of("0123456789", 10)).isEqualTo(1);
        assertThat(PrintedLines.of("01234 6789", 10)).isEqualTo(1);
        assertThat(PrintedLines.of("01234 67890", 10)).isEqualTo(2);
        assertThat(PrintedLines.of("01234567890", 10)).isEqualTo(2);
        assertThat(PrintedLines.of("0 0123456789", 10)).isEqualTo(2);
        assertThat(PrintedLines.of("0123456789 0", 10)).isEqualTo(2);
        assertThat(PrintedLines.of("0123456789012345678901 3456789", 10)).isEqualTo(3);
        assertThat(PrintedLines.of("\t\t 9", 10)).isEqualTo(1);
        assertThat(PrintedLines.of("\t\t  9", 10)).isEqualTo(1);
    }

    @Test
    @DisplayName("PRD-3: accents and vowel signs take no column")
    void accents() {
        assertThat(PrintedLines.of("e\u0301".repeat(10), 10)).isEqualTo(1);
        assertThat(PrintedLines.of("مُ".repeat(10), 10)).isEqualTo(1);
    }

    @Test
    @DisplayName("PRD-3: dual dialogue takes the room of its longer speech")
    void dualDialogue() {
        String tenLines = "Yes.\n".repeat(10);
        String twentyLines = "No.\n".repeat(20);

        assertThat(scene("BRICK", tenLines, "STEEL ^", twentyLines).length())
                .isEqualTo(scene("STEEL", twentyLines).length());
        assertThat(scene("STEEL", twentyLines, "BRICK ^", tenLines).length())
                .isEqualTo(scene("STEEL", twentyLines).length());
        assertThat(scene("STEEL", twentyLines, "BRICK", tenLines).length())
                .isNotEqualTo(scene("STEEL", twentyLines).length());
    }

    @Test
    @DisplayName("PRD-3: marks of emphasis, sections, synopses and page breaks take no room")
    void noRoom() {
        String line = "x".repeat(57);

        assertThat(scene(("**" + line + "**\n").repeat(52)).length()).hasToString("1");
        assertThat(scene("Rain.\n" + "# Act\n= What.\n===\n".repeat(100)).length())
                .hasToString("1/8");
    }

    /** Returns the whole pages that a line of the file takes when it is repeated for ten pages of lines. */
    private static int pagesOf(String before, String line) {
        return scene(before + (line + "\n").repeat(550)).length().eighths() / 8;
    }
}
