// The format is a set of promises to writers; each promise that matters to a production is one sentence here.

package org.backlot.production.command.screenplay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.production.command.screenplay.Scripts.locations;
import static org.backlot.production.command.screenplay.Scripts.read;
import static org.backlot.production.command.screenplay.Scripts.sample;
import static org.backlot.production.command.screenplay.Scripts.scene;
import static org.backlot.production.command.screenplay.Scripts.scenes;

import java.util.List;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.Screenplay;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PRD-3: a Fountain file becomes scenes")
class FountainParserTest {
    @Test
    @DisplayName("PRD-3: a whole script is read with title, credits, scenes, speakers, synopses and lengths")
    void wholeScript() {
        Screenplay ferry = new FountainParser().parse(sample("the-ferry.fountain"));

        PageEighths oneEighth = new PageEighths(1);
        assertThat(ferry)
                .isEqualTo(new Screenplay(
                        "THE FERRY A Short Crossing",
                        List.of("Written by", "Layla Noor", "R. Desai", "From a story told on deck"),
                        List.of(
                                new ScreenplayScene(
                                        "1",
                                        1,
                                        new Slugline(Setting.EXTERIOR, "SUAKIN - QUAY", "DAWN"),
                                        "Amal misses the ferry on purpose. Her brother does not know.",
                                        List.of("DECKHAND", "YUSUF", "AMAL"),
                                        new PageEighths(2)),
                                new ScreenplayScene(
                                        "2",
                                        2,
                                        new Slugline(Setting.INTERIOR, "FERRY - ENGINE ROOM", "CONTINUOUS"),
                                        "",
                                        List.of("YUSUF"),
                                        oneEighth),
                                new ScreenplayScene(
                                        "12A",
                                        3,
                                        new Slugline(Setting.INTERIOR_EXTERIOR, "TAXI", "DAY (MOVING)"),
                                        "",
                                        List.of("McAllister"),
                                        oneEighth),
                                new ScreenplayScene(
                                        "13",
                                        4,
                                        new Slugline(Setting.UNSPECIFIED, "SOMEWHERE AT SEA", ""),
                                        "",
                                        List.of(),
                                        oneEighth),
                                new ScreenplayScene(
                                        "14",
                                        5,
                                        new Slugline(Setting.EXTERIOR, "SUAKIN - QUAY", "MAGIC HOUR"),
                                        "",
                                        List.of("AMAL"),
                                        oneEighth))));
        assertThat(ferry.length()).hasToString("6/8");
    }

    @ParameterizedTest(name = "PRD-3: a script with line ends {index} of 3 reads the same")
    @DisplayName("PRD-3: line ends of Windows, Unix and old Mac read the same, with or without byte order mark")
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lineEnds(String lineEnd) {
        String script = new String(sample("the-ferry.fountain"), UTF_8);
        Screenplay expected = read(script);

        assertThat(read(script.replace("\n", lineEnd))).isEqualTo(expected);
        assertThat(read("\uFEFF" + script.replace("\n", lineEnd))).isEqualTo(expected);
    }

    @Nested
    @DisplayName("PRD-3: title page")
    class TitlePages {
        @Test
        @DisplayName("PRD-3: values may follow their key or stand indented below it")
        void values() {
            Screenplay script = read("""
                TITLE: *One
                \tTwo*
                Credit:
                   Story and screenplay by
                author: A. Writer
                   B. Writer

                INT. STAGE - DAY
                """);

            assertThat(script.title()).isEqualTo("*One Two*");
            assertThat(script.credits()).containsExactly("Story and screenplay by", "A. Writer", "B. Writer");
        }

        @Test
        @DisplayName("PRD-3: a script without title page has no title and loses no scene")
        void none() {
            Screenplay script = read("INT. STAGE: LEFT WING - DAY\n\nNobody.\n");

            assertThat(script.title()).isEmpty();
            assertThat(script.credits()).isEmpty();
            assertThat(script.scenes()).hasSize(1);
        }

        @ParameterizedTest(name = "PRD-3: \"{0}\" is no title page")
        @DisplayName("PRD-3: a first line with a colon is not a title page by that alone")
        @ValueSource(strings = {"FADE IN:", "As the girl runs: a truck turns the corner.", "Title"})
        void colonAlone(String firstLine) {
            assertThat(read(firstLine + "\n\nINT. STAGE - DAY\n").title()).isEmpty();
        }

        @Test
        @DisplayName("PRD-3: a scene heading ends a title page that lacks the empty line")
        void endsAtHeading() {
            Screenplay script = read("Title: Short\nINT. STAGE - DAY\nNobody.\n");

            assertThat(script.title()).isEqualTo("Short");
            assertThat(script.scenes()).hasSize(1);
        }

        @Test
        @DisplayName("PRD-3: a first line that is no title page takes no scene with it")
        void losesNoScene() {
            assertThat(locations("FADE IN:", "    ", ".FIRST", "", "    INT. SECOND"))
                    .containsExactly("FIRST", "SECOND");
            assertThat(locations("    FADE IN:", "    ", "    INT. FIRST")).containsExactly("FIRST");
        }

        @Test
        @DisplayName("PRD-3: a title may look like a heading")
        void titleLikeHeading() {
            assertThat(read("Title:\n    EXT. LIFE\n\nINT. STAGE - DAY\n").title())
                    .isEqualTo("EXT. LIFE");
        }

        @Test
        @DisplayName("PRD-3: an indented line without text does not end the title page")
        void indentedEmptyLine() {
            assertThat(read("Title: Short\n    \nAuthor: A. Writer\n\nINT. STAGE - DAY\n")
                            .credits())
                    .containsExactly("A. Writer");
        }
    }

    @Nested
    @DisplayName("PRD-3: scene headings")
    class Headings {
        @Test
        @DisplayName("PRD-3: a heading begins a scene after an empty line, with or without one behind it")
        void emptyLines() {
            assertThat(locations("INT. ONE - DAY", "A man.", "", "EXT. TWO - DAY", "", "A dog.", "INT. NOT ONE", ""))
                    .containsExactly("ONE", "TWO");
        }

        @Test
        @DisplayName("PRD-3: headings right behind a heading, transition, section or synopsis begin scenes")
        void behindStructure() {
            assertThat(locations(
                            "INT. ONE",
                            "EXT. TWO",
                            "",
                            "CUT TO:",
                            "INT. THREE",
                            "",
                            "# ACT",
                            "INT. FOUR",
                            "= What.",
                            "INT. FIVE",
                            "===",
                            "INT. SIX"))
                    .containsExactly("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX");
            assertThat(locations(
                            "INT. ONE",
                            "",
                            "FADE IN:",
                            "INT. TWO",
                            "",
                            "CUT TO: [[hard]]",
                            "INT. THREE",
                            "",
                            "CUT TO:  ",
                            "INT. FOUR",
                            "",
                            "CUT TO:",
                            ".FIVE"))
                    .containsExactly("ONE", "TWO", "THREE", "FOUR", "FIVE");
        }

        @Test
        @DisplayName("PRD-3: a period forces a heading, two or more do not")
        void forced() {
            assertThat(locations(".SNIPER SCOPE POV", "", "...and then", "", "..no", "", ". no", "", ".42ND STREET"))
                    .containsExactly("SNIPER SCOPE POV", "42ND STREET");
            assertThat(scenes(".INT. POOL - NIGHT #4#\n").getFirst())
                    .extracting(ScreenplayScene::number, ScreenplayScene::slugline)
                    .containsExactly("4", new Slugline(Setting.INTERIOR, "POOL", "NIGHT"));
            assertThat(scenes(".FLASHBACK - NIGHT\n").getFirst().slugline())
                    .isEqualTo(new Slugline(Setting.UNSPECIFIED, "FLASHBACK", "NIGHT"));
        }

        @Test
        @DisplayName("PRD-3: an exclamation mark or a speech keeps a line from being a heading")
        void noHeading() {
            assertThat(locations("INT. ONE", "", "!INT. NOT ONE", "", "BOB", "Ext. 204, please.", ".38 calibre."))
                    .containsExactly("ONE");
        }

        @Test
        @DisplayName("PRD-3: blanks that do not break the line are blanks")
        void otherBlanks() {
            assertThat(scenes("INT.\u00A0STAGE\u2007-\u202FNIGHT\n").getFirst().slugline())
                    .isEqualTo(new Slugline(Setting.INTERIOR, "STAGE", "NIGHT"));
        }

        @Test
        @DisplayName("PRD-3: headings in any case, indented and with tabs are read as written")
        void anyCase() {
            assertThat(locations("\tint. the kitchen - night", "", "Ext. McNally's Bar - Day"))
                    .containsExactly("the kitchen", "McNally's Bar");
        }
    }

    @Nested
    @DisplayName("PRD-3: who speaks")
    class Speakers {
        @Test
        @DisplayName("PRD-3: extensions and the mark of dual dialogue are no part of a name")
        void extensions() {
            assertThat(scene(
                                    "STEEL (V.O.)",
                                    "Hello.",
                                    "",
                                    "STEEL (CONT'D)",
                                    "Hi.",
                                    "",
                                    "HANS (on the radio)",
                                    "Over.",
                                    "",
                                    "BRICK (O.S.) (CONT’D) ^",
                                    "Out.",
                                    "",
                                    "R2D2^",
                                    "Beep.")
                            .characters())
                    .containsExactly("STEEL", "HANS", "BRICK", "R2D2");
        }

        @Test
        @DisplayName("PRD-3: speakers stand in the order of their first appearance, each once in a scene")
        void order() {
            assertThat(scene("ZOE", "A.", "", "ADAM", "B.", "", "ZOE", "C.").characters())
                    .containsExactly("ZOE", "ADAM");
        }

        @Test
        @DisplayName("PRD-3: an @ makes any name a speaker, in any alphabet")
        void forced() {
            assertThat(scene(
                                    "@McCLANE",
                                    "Yes.",
                                    "",
                                    "@خالد (V.O.)",
                                    "مرحبا.",
                                    "",
                                    "@Ольга",
                                    "Да.",
                                    "",
                                    "@黒澤 ^",
                                    "はい。",
                                    "",
                                    "@जया",
                                    "हाँ।")
                            .characters())
                    .containsExactly("McCLANE", "خالد", "Ольга", "黒澤", "जया");
        }

        @Test
        @DisplayName("PRD-3: upper case is upper case in every alphabet that has it")
        void upperCase() {
            assertThat(scene("ОЛЬГА", "Да.", "", "ÉLODIE", "Oui.", "", "ΝΊΚΟΣ", "Ναι.", "", "İPEK", "Evet.")
                            .characters())
                    .containsExactly("ОЛЬГА", "ÉLODIE", "ΝΊΚΟΣ", "İPEK");
        }

        @Test
        @DisplayName("PRD-3: marks of writing direction do not hide a speaker or a heading")
        void writingDirection() {
            assertThat(scenes("\u200FINT. جدة - DAY\n\n\u200F@خالد\nمرحبا.\n").getFirst())
                    .extracting(scene -> scene.slugline().location(), ScreenplayScene::characters)
                    .containsExactly("جدة", List.of("خالد"));
        }

        @Test
        @DisplayName("PRD-3: one person spelled in two cases is one person")
        void spelledTwice() {
            List<ScreenplayScene> scenes = scenes("""
                INT. ONE

                @McClane
                Yes.

                MCCLANE
                No.

                INT. TWO

                MCCLANE
                Maybe.
                """);

            assertThat(scenes)
                    .extracting(ScreenplayScene::characters)
                    .containsExactly(List.of("McClane"), List.of("McClane"));
        }

        @Test
        @DisplayName("PRD-3: composed and decomposed accents are the same name")
        void accents() {
            assertThat(scene("E\u0301LODIE", "Oui.", "", "\u00C9LODIE", "Non.").characters())
                    .containsExactly("\u00C9LODIE");
        }

        @ParameterizedTest(name = "PRD-3: nobody speaks in: {0}")
        @DisplayName("PRD-3: lines that only look like a name are none")
        @ValueSource(
                strings = {
                    "BOB\n\nWalks in.",
                    "Some action.\nBOB\nWalks.",
                    "23\nA number.",
                    "...\nDots.",
                    "!BOB\nWalks.",
                    "SUPER:\nTokyo, 1945.",
                    "FADE IN:\nA black screen.",
                    "CUT TO:\n\nNothing.",
                    "(BEAT)\nSilence.",
                    "THE END\n===",
                    "THE END\n# Next",
                    "THE END\nINT. STAGE - NIGHT",
                    "A مشهد\nسطر آخر.",
                    "BOB\n!Not speech.",
                    "مشهد واحد\nسطر آخر.",
                    "> BOB <\nCentred.",
                    "@\nNobody.",
                    "@(V.O.)\nNobody."
                })
        void nobody(String lines) {
            assertThat(scene(lines).characters()).isEmpty();
        }

        @Test
        @DisplayName("PRD-3: a speech goes on behind a line of two spaces and ends at an empty one")
        void keptEmptyLine() {
            assertThat(scene("DEALER", "Ten.", "  ", "HIT ME", "he says.", "", "MONKEY", "Dude.")
                            .characters())
                    .containsExactly("DEALER", "MONKEY");
            assertThat(scene("DEALER", "Ten.", "", "HIT ME", "he says.").characters())
                    .containsExactly("DEALER", "HIT ME");
        }

        @Test
        @DisplayName("PRD-3: a speech may begin a line with a number sign")
        void numberSign() {
            assertThat(scene("BOB", "They call me", "#1 fan.", "ALICE", "is second.")
                            .characters())
                    .containsExactly("BOB");
        }

        @Test
        @DisplayName("PRD-3: blank lines with other blanks than two spaces are empty")
        void accidentalBlanks() {
            assertThat(scene("DEALER", "Ten.", "    ", "MONKEY", "Dude.", "\t", "DEALER", "Four.")
                            .characters())
                    .containsExactly("DEALER", "MONKEY");
            assertThat(scene("DEALER", "Ten.", "  [[a note]]", "", "MONKEY", "Dude.")
                            .characters())
                    .containsExactly("DEALER", "MONKEY");
        }

        @Test
        @DisplayName("PRD-3: indentation changes nothing")
        void indentation() {
            assertThat(scene("\t\t\tBRICK", "\tEverybody.", "", "            STEEL", "        (starting)", "    So.")
                            .characters())
                    .containsExactly("BRICK", "STEEL");
        }
    }

    @Nested
    @DisplayName("PRD-3: what the writer hides")
    class Hidden {
        @Test
        @DisplayName("PRD-3: scenes in the boneyard do not exist, the scene behind it does")
        void boneyard() {
            assertThat(locations(
                            "INT. ONE",
                            "",
                            "CUT TO:",
                            "/*",
                            "INT. TWO",
                            "",
                            "BOB",
                            "Hi.",
                            "*/",
                            "EXT. THREE",
                            "",
                            "A walk. /*",
                            "",
                            "INT. FOUR",
                            "",
                            "*/",
                            "EXT. FIVE"))
                    .containsExactly("ONE", "THREE", "FIVE");
        }

        @Test
        @DisplayName("PRD-3: a boneyard that is never closed hides nothing")
        void unclosedBoneyard() {
            assertThat(locations("INT. ONE", "", "/* cut?", "", "INT. TWO")).containsExactly("ONE", "TWO");
        }

        @Test
        @DisplayName("PRD-3: notes may stand in lines, between lines and across lines")
        void notes() {
            assertThat(scene(
                                    "BOB [[who?]]",
                                    "[[really?]]",
                                    "Hi [[or",
                                    "  ",
                                    "ALICE",
                                    "Hello]] there.",
                                    "",
                                    "[[CAROL",
                                    "comes later.]]",
                                    "",
                                    "DAVE",
                                    "Hm.")
                            .characters())
                    .containsExactly("BOB", "DAVE");
            assertThat(scenes("INT. ONE [[or two?]] - NIGHT [[check]] #3#\n").getFirst())
                    .extracting(ScreenplayScene::number, ScreenplayScene::slugline)
                    .containsExactly("3", new Slugline(Setting.INTERIOR, "ONE", "NIGHT"));
        }

        @Test
        @DisplayName("PRD-3: a note does not reach across an empty line")
        void noteEndsAtEmptyLine() {
            assertThat(scene("[[open", "", "BOB", "Hi.]]").characters()).containsExactly("BOB");
        }

        @Test
        @DisplayName("PRD-3: hidden text takes no room on the page")
        void takesNoRoom() {
            String action = "Rain.\n\n".repeat(20);
            String hidden = "[[a note\nof two lines]]\n\n/*\na\nb\n*/\n\n".repeat(50);

            assertThat(scene(action + hidden + action).length())
                    .isEqualTo(scene(action + action).length());
        }
    }

    @Nested
    @DisplayName("PRD-3: synopses and sections")
    class Outline {
        @Test
        @DisplayName("PRD-3: a synopsis belongs to the heading before it, its lines become one")
        void synopsis() {
            assertThat(scene("= Bob  waits.", "", "He waits.", "", "= Nobody comes.")
                            .synopsis())
                    .isEqualTo("Bob waits. Nobody comes.");
        }

        @Test
        @DisplayName("PRD-3: a synopsis behind a section belongs to the section")
        void sectionSynopsis() {
            List<ScreenplayScene> scenes = scenes("INT. ONE\n\n= Mine.\n\n# Act two\n\n= Not mine.\n\nINT. TWO\n");

            assertThat(scenes).extracting(ScreenplayScene::synopsis).containsExactly("Mine.", "");
        }
    }

    @Test
    @DisplayName("PRD-3: emphasis and escapes are no part of names and places")
    void emphasis() {
        ScreenplayScene scene = scenes("INT. _THE *OLD* CINEMA_ - NIGHT\n\n**BOB** (V.O.)\nHi.\n\nM\\*A\\*X\nHo.\n")
                .getFirst();

        assertThat(scene.slugline().location()).isEqualTo("THE OLD CINEMA");
        assertThat(scene.characters()).containsExactly("BOB", "M*A*X");
    }
}
