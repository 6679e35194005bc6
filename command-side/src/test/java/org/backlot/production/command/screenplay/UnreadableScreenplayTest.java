// Wrong files are daily business; what is refused, why, and in which words the writer is told is fixed here.

package org.backlot.production.command.screenplay;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.backlot.production.command.screenplay.UnreadableScreenplay.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PRD-3: what is no screenplay is refused with a reason")
class UnreadableScreenplayTest {
    private static final String SCRIPT = "INT. CAFÉ - NIGHT\n\nZOË\nOui.\n";

    @Test
    @DisplayName("PRD-3: Windows-1252 is refused with the advice to save as UTF-8")
    void windows1252() {
        refused(Reason.NOT_TEXT, SCRIPT.getBytes(Charset.forName("windows-1252")))
                .hasMessageContaining("0xC9 at offset 8")
                .hasMessageContaining("Windows-1252")
                .hasMessageContaining("save as UTF-8");
    }

    @Test
    @DisplayName("PRD-3: UTF-16 is refused with the advice to save as UTF-8")
    void utf16() {
        refused(Reason.NOT_TEXT, ("\uFEFF" + SCRIPT).getBytes(UTF_16LE)).hasMessageContaining("save as UTF-8");
        refused(Reason.NOT_TEXT, ("\uFEFF" + SCRIPT).getBytes(UTF_16BE)).hasMessageContaining("save as UTF-8");
        refused(Reason.NOT_TEXT, "INT. HOUSE - DAY\n".getBytes(UTF_16LE)).hasMessageContaining("NUL");
    }

    @Test
    @DisplayName("PRD-3: a character cut off at the end of the file is refused")
    void cutOff() {
        byte[] whole = (SCRIPT + "é").getBytes(UTF_8);

        refused(Reason.NOT_TEXT, Arrays.copyOf(whole, whole.length - 1));
    }

    @Test
    @DisplayName("PRD-3: NUL and files of control characters are refused")
    void binary() {
        refused(Reason.NOT_TEXT, (SCRIPT + "\0").getBytes(UTF_8));
        refused(Reason.NOT_TEXT, ("INT. A\n" + "\u0001".repeat(100)).getBytes(UTF_8));
    }

    @Test
    @DisplayName("PRD-3: single control characters are left out, not refused")
    void singleControls() {
        assertThat(Scripts.scenes("INT. \u001BHOUSE\u0007 - DAY\u001A\n")
                        .getFirst()
                        .slugline())
                .hasToString("Slugline[setting=INTERIOR, location=HOUSE, timeOfDay=DAY]");
    }

    @Test
    @DisplayName("PRD-3: five megabytes are read, one byte more is refused")
    void tooLarge() {
        byte[] file = Arrays.copyOf("INT. A\n\n".getBytes(UTF_8), FountainParser.MAXIMUM_BYTES + 1);
        Arrays.fill(file, 8, file.length, (byte) 'x');

        assertThat(new FountainParser()
                        .parse(Arrays.copyOf(file, FountainParser.MAXIMUM_BYTES))
                        .scenes())
                .hasSize(1);
        refused(Reason.TOO_LARGE, file);
    }

    @Test
    @DisplayName("PRD-3: ten thousand scenes are read, one more is refused")
    void tooManyScenes() {
        String script = "INT. A\n\n".repeat(FountainParser.MAXIMUM_SCENES);

        assertThat(Scripts.scenes(script)).hasSize(FountainParser.MAXIMUM_SCENES);
        refused(Reason.TOO_LARGE, (script + "INT. A\n").getBytes(UTF_8));
    }

    @ParameterizedTest(name = "PRD-3: file {index} has no scene")
    @DisplayName("PRD-3: a text without scene heading is refused")
    @ValueSource(strings = {"", "\uFEFF", "\n\n", "Dear Sir or Madam,", "Title: Nothing\n", "/*\nINT. A\n*/", "INT.\n"})
    void noScenes(String text) {
        refused(Reason.NO_SCENES, text.getBytes(UTF_8)).hasMessageContaining("INT. KITCHEN - NIGHT");
    }

    private static AbstractThrowableAssert<?, UnreadableScreenplay> refused(Reason reason, byte[] file) {
        UnreadableScreenplay refusal =
                catchThrowableOfType(UnreadableScreenplay.class, () -> new FountainParser().parse(file));
        assertThat(refusal.reason()).isEqualTo(reason);
        return assertThat(refusal);
    }
}
