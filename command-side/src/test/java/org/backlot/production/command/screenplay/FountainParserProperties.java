// No list of examples covers what people upload. Whatever comes in, only two things may come out.

package org.backlot.production.command.screenplay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.backlot.production.api.screenplay.Screenplay;
import org.backlot.production.api.screenplay.ScreenplayScene;

@Label("PRD-3: whatever is uploaded, it is read or refused")
class FountainParserProperties {
    private static final List<String> PIECES = List.of(
            "\n",
            "\n",
            "\n",
            "\n\n",
            "\n\n",
            "\r\n",
            "\r",
            "  \n",
            "\t",
            " ",
            "INT. ",
            "ext ",
            "I/E ",
            "EST.",
            ".",
            "..",
            "STAGE",
            "DESERT ROAD",
            " - ",
            "-",
            "–",
            "—",
            "NIGHT",
            "DAY (MOVING)",
            "MAGIC HOUR",
            "#",
            "#1#",
            "#1A#",
            "#I-1-A#",
            "# ",
            "BOB",
            "@",
            "@McCLANE",
            "(V.O.)",
            "(",
            ")",
            "^",
            "~",
            "TO:",
            "CUT TO:",
            ">",
            "<",
            "!",
            "=",
            "===",
            "[[",
            "]]",
            "/*",
            "*/",
            "*",
            "**",
            "***",
            "_",
            "\\",
            "Title:",
            "Author:",
            ":",
            "He waits.",
            "É",
            "خالد",
            "ОЛЬГА",
            "ß",
            "İ",
            "黒澤",
            "e\u0301",
            "\u200F",
            "\u00A0",
            "\u2028",
            "\f",
            "\u0001",
            "\uFEFF",
            "\uD83C\uDFAC");

    @Property(tries = 2000)
    @Label("PRD-3: any bytes are read or refused, and nothing else happens")
    void anyBytes(@ForAll @Size(max = 2000) byte[] file) {
        readOrRefuse(file);
    }

    @Property(tries = 2000)
    @Label("PRD-3: any text is read or refused, and nothing else happens")
    void anyText(@ForAll("texts") String text) {
        readOrRefuse(text.getBytes(UTF_8));
    }

    @Property(tries = 5000)
    @Label("PRD-3: any mixture of marks is read or refused, and nothing else happens")
    void anyMarks(@ForAll("scripts") String script) {
        readOrRefuse(script.getBytes(UTF_8));
    }

    @Property(tries = 5000)
    @Label("PRD-3: a mixture of marks behind a scene never loses this scene")
    void firstSceneStays(@ForAll("scripts") String script) {
        Optional<Screenplay> read = readOrRefuse(("INT. FIRST STAGE - NIGHT #77X#\n\n" + script).getBytes(UTF_8));

        assertThat(read)
                .hasValueSatisfying(screenplay ->
                        assertThat(screenplay.scenes().getFirst().number()).isEqualTo("77X"));
    }

    @Property(tries = 2000)
    @Label("PRD-3: a script reads the same with every kind of line end")
    void lineEnds(@ForAll("scripts") String script) {
        String unix = script.replace("\r\n", "\n").replace('\r', '\n');

        assertThat(readOrRefuse(unix.replace("\n", "\r\n").getBytes(UTF_8)))
                .isEqualTo(readOrRefuse(unix.getBytes(UTF_8)))
                .isEqualTo(readOrRefuse(unix.replace('\n', '\r').getBytes(UTF_8)));
    }

    @Property(tries = 2000)
    @Label("PRD-3: scenes written one after the other are all found, with their speakers in order")
    void roundTrip(@ForAll("plainScenes") List<Tuple.Tuple2<String, List<String>>> scenes) {
        StringBuilder script = new StringBuilder("Title: Round\n\n");
        scenes.forEach(scene -> {
            script.append("INT. ").append(scene.get1()).append(" - NIGHT\n\nRain.\n\n");
            scene.get2().forEach(name -> script.append(name).append("\nYes.\n\n"));
        });

        List<ScreenplayScene> read =
                readOrRefuse(script.toString().getBytes(UTF_8)).orElseThrow().scenes();

        assertThat(read).extracting(scene -> scene.slugline().location()).isEqualTo(locations(scenes));
        assertThat(read)
                .extracting(ScreenplayScene::characters)
                .isEqualTo(scenes.stream()
                        .map(scene -> scene.get2().stream().distinct().toList())
                        .toList());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(500).map(text -> "INT. A\n\n" + text);
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(120).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<List<Tuple.Tuple2<String, List<String>>>> plainScenes() {
        Arbitrary<String> places = Arbitraries.of("QUAY", "FERRY - GALLEY", "AL-ULA", "SUNSET BOULEVARD", "كورنيش");
        Arbitrary<List<String>> names = Arbitraries.of("BOB", "ZOË", "OLD MAN #2", "R2D2", "DR. NO")
                .list()
                .ofMaxSize(6);
        return Combinators.combine(places, names)
                .as(Tuple::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    private static List<String> locations(List<Tuple.Tuple2<String, List<String>>> scenes) {
        return scenes.stream().map(Tuple.Tuple1::get1).toList();
    }

    /** Returns what was read, or nothing when the file was refused; any other end fails the property. */
    private static Optional<Screenplay> readOrRefuse(byte[] file) {
        try {
            return Optional.of(new FountainParser().parse(file));
        } catch (UnreadableScreenplay refusal) {
            assertThat(refusal.reason()).isNotNull();
            assertThat(refusal).message().isNotBlank();
            return Optional.empty();
        }
    }
}
