// A file becomes scenes with names that are the same every time, or a refusal with its own code.
package org.backlot.production.command.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.backlot.production.api.ProductionRejection;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.command.screenplay.FountainParser;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.UnitId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UploadedScreenplayTest {
    private static final UnitId MAIN = UnitId.parse("01936b3a-0000-7000-8000-000000000001");
    private static final UnitId SPLINTER = UnitId.parse("01936b3a-0000-7000-8000-000000000002");
    private static final String SCRIPT = """
            Title: The Last Reel

            INT. WORKSHOP - DAY

            IDRIS
            Listen.

            EXT. CANYON - NIGHT

            Wind.
            """;

    @Test
    @DisplayName("PRD-3: a Fountain file becomes scenes, and its digest is the SHA-256 of its bytes")
    void reads() {
        var screenplay = read(SCRIPT);
        assertThat(screenplay.title()).isEqualTo("The Last Reel");
        assertThat(screenplay.scenesFor(MAIN))
                .extracting(scene -> scene.scene().slugline().location())
                .containsExactly("WORKSHOP", "CANYON");
        assertThat(read("INT. A\n").digest())
                .isEqualTo("405acaa0aca065018faff162db3fc9108bc0f21ed3d7b11d52b364c880c634ca");
    }

    @Test
    @DisplayName(
            "PRD-3: the same file for the same unit names its scenes alike; another unit or file names them otherwise")
    void names_scenes() {
        var names =
                read(SCRIPT).scenesFor(MAIN).stream().map(SlateScene::sceneId).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(read(SCRIPT).scenesFor(MAIN)).extracting(SlateScene::sceneId).isEqualTo(names);
        assertThat(read(SCRIPT).scenesFor(SPLINTER))
                .extracting(SlateScene::sceneId)
                .doesNotContainAnyElementsOf(names);
        assertThat(read(SCRIPT + "\nCold wind.\n").scenesFor(MAIN))
                .extracting(SlateScene::sceneId)
                .doesNotContainAnyElementsOf(names);
        assertThat(names).allSatisfy(name -> {
            UUID uuid = name.value();
            assertThat(uuid.version()).isEqualTo(8);
            assertThat(uuid.variant()).isEqualTo(2);
        });
    }

    @Test
    @DisplayName(
            "PRD-3: bytes that are no text, a text without scenes and a file over 5 MB are refused, each by its code")
    void refuses() {
        assertThatRefused(ProductionRejection.SCREENPLAY_NOT_TEXT, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});
        assertThatRefused(
                ProductionRejection.SCREENPLAY_WITHOUT_SCENES, "Dear diary,\n".getBytes(StandardCharsets.UTF_8));
        assertThatRefused(ProductionRejection.SCREENPLAY_WITHOUT_SCENES, new byte[0]);
        assertThatRefused(ProductionRejection.SCREENPLAY_TOO_LARGE, new byte[FountainParser.MAXIMUM_BYTES + 1]);
    }

    private static UploadedScreenplay read(String text) {
        return UploadedScreenplay.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertThatRefused(ProductionRejection code, byte[] file) {
        assertThatThrownBy(() -> UploadedScreenplay.read(file))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }
}
