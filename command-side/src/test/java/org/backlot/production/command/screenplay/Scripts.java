// Tests should read like scripts: this turns text into a file and a file into scenes.

package org.backlot.production.command.screenplay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.backlot.production.api.screenplay.Screenplay;
import org.backlot.production.api.screenplay.ScreenplayScene;

/** What the tests of this package write scripts with. */
final class Scripts {
    private Scripts() {}

    /** Reads a script given as text. */
    static Screenplay read(String text) {
        return new FountainParser().parse(text.getBytes(UTF_8));
    }

    /** Reads the scenes of a script given as text. */
    static List<ScreenplayScene> scenes(String text) {
        return read(text).scenes();
    }

    /** Reads lines that follow a heading, and returns the scene they make. */
    static ScreenplayScene scene(String... lines) {
        return scenes("INT. STAGE - DAY\n\n" + String.join("\n", lines) + "\n").getFirst();
    }

    /** Returns the places of all scenes of a script, which tell how it was divided. */
    static List<String> locations(String... lines) {
        return scenes(String.join("\n", lines)).stream()
                .map(scene -> scene.slugline().location())
                .toList();
    }

    /** Returns the bytes of a sample file. */
    static byte[] sample(String name) {
        try (InputStream file =
                Objects.requireNonNull(Scripts.class.getResourceAsStream("/screenplay/" + name), name)) {
            return file.readAllBytes();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
