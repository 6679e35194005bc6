// Why this file exists: a file's name goes into a header; a title is written by people.
package org.backlot.wrap.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EditListFileTest {
    @Test
    @DisplayName("WRP-2: the file of an edit list has a plain ASCII name, whatever the title")
    void file_name() {
        var day = Optional.of(LocalDate.parse("2026-11-20"));

        assertThat(WrapQueryController.fileName("The Last Reel", day)).isEqualTo("the-last-reel-2026-11-20");
        assertThat(WrapQueryController.fileName("../\"; rm\r\nX: y", Optional.empty()))
                .isEqualTo("rm-x-y");
        assertThat(WrapQueryController.fileName("البكرة الأخيرة", Optional.empty()))
                .isEqualTo("circle-takes");
        assertThat(WrapQueryController.fileName("É".repeat(500), Optional.empty()))
                .matches("[a-z0-9-]{1,40}");
    }
}
