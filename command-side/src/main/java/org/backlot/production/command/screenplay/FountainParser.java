// Writers hand in plain text; productions need scenes. This is the door between the two for Fountain files.

package org.backlot.production.command.screenplay;

import java.util.List;
import org.backlot.production.api.screenplay.Screenplay;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.command.screenplay.UnreadableScreenplay.Reason;

/**
 * Reads Fountain screenplays, by <a href="https://fountain.io/syntax">fountain.io/syntax</a>. Needs time and memory
 * linear in the size of the file. Holds no state: one parser serves all threads.
 */
public final class FountainParser {
    /** The largest file that is read. */
    public static final int MAXIMUM_BYTES = 5 * 1024 * 1024;

    /** The most scenes that are read: far above any production, far below what would clog the log with one event. */
    public static final int MAXIMUM_SCENES = 10_000;

    /**
     * Reads a file.
     *
     * @param file the bytes of the file: UTF-8, with or without byte order mark, any line ends
     * @return the screenplay, with at least one scene
     * @throws UnreadableScreenplay {@code TOO_LARGE}, {@code NOT_TEXT}, {@code NO_SCENES}, and nothing else
     */
    public Screenplay parse(byte[] file) {
        if (file.length > MAXIMUM_BYTES) {
            throw new UnreadableScreenplay(
                    Reason.TOO_LARGE, "the file has " + file.length + " bytes; at most " + MAXIMUM_BYTES + " are read");
        }
        String text = HiddenText.removedFrom(ScreenplayText.of(file));
        TitlePage titlePage = TitlePage.of(text);
        List<ScreenplayScene> scenes = scenes(text.substring(titlePage.end()));
        if (scenes.isEmpty()) {
            throw new UnreadableScreenplay(
                    Reason.NO_SCENES,
                    "no scene heading found; a scene begins with a line such as INT. KITCHEN - NIGHT");
        }
        return new Screenplay(titlePage.title(), titlePage.credits(), scenes);
    }

    private static List<ScreenplayScene> scenes(String body) {
        FountainLexer lexer = new FountainLexer();
        SceneCollector collector = new SceneCollector();
        Lines.forEachWithNext(body, (line, next) -> collector.add(lexer.read(line, next)));
        return collector.scenes();
    }
}
