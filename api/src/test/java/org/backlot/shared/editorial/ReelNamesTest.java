// Why this file exists: two rolls under one short name would send the conform to the wrong pictures.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReelNamesTest {

    @Test
    @DisplayName("WRP-2: a name that fits keeps its place, even when a longer one came first")
    void fitting_names_come_first() {
        ReelNames names = new ReelNames(List.of("A001_C003", "A001_C00"));

        assertThat(names.columnOf("A001_C00")).isEqualTo("A001_C00");
        assertThat(names.columnOf("A001_C003")).isEqualTo("A001_C_2");
    }

    @Test
    @DisplayName("WRP-2: other characters become underscores and small letters capitals")
    void sanitised() {
        ReelNames names = new ReelNames(List.of("a-cam 01", "SC00.JPG", "لفة"));

        assertThat(names.columnOf("a-cam 01")).isEqualTo("A_CAM_01");
        assertThat(names.columnOf("SC00.JPG")).isEqualTo("SC00_JPG");
        assertThat(names.columnOf("لفة")).isEqualTo("REEL");
    }

    @Test
    @DisplayName("WRP-2: a roll is never taken for black or bars")
    void words_with_a_meaning() {
        ReelNames names = new ReelNames(List.of("bl", "Bars", "BL"));

        assertThat(names.columnOf("bl")).isEqualTo("BL_2");
        assertThat(names.columnOf("Bars")).isEqualTo("BARS_2");
        assertThat(names.columnOf("BL")).isEqualTo("BL");
    }

    @Test
    @DisplayName("WRP-2: a thousand rolls that begin alike still have a thousand short names")
    void many_alike() {
        List<String> rolls = IntStream.range(0, 1_000)
                .mapToObj(number -> "CAMERA_ROLL_" + number)
                .toList();
        ReelNames names = new ReelNames(rolls);

        assertThat(rolls).extracting(names::columnOf).doesNotHaveDuplicates().allMatch(name -> name.length() == 8);
    }

    @Test
    @DisplayName("WRP-2: a reel nobody named has no short name")
    void unknown_reel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReelNames(List.of("A001")).columnOf("B001"))
                .withMessage("Reel \"B001\" is not of these lists");
    }
}
