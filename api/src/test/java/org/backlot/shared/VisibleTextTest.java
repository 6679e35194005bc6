package org.backlot.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is read is what was written")
class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"Nour\u202E gnihton", "No\u0000ur", "No\u2066ur", "Nour\uD800", "\u200B\uFEFF\u2060", "\u3164"})
    @DisplayName("CST-1: overrides, NUL, halves of characters, and texts of which nothing is seen are refused")
    void refused(String text) {
        assertThatThrownBy(() -> VisibleText.line(text, 200)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("CST-1: ten thousand marks on one letter are refused, some hundred are cut to six")
    void marks() {
        var mark = "\u0323";
        assertThatThrownBy(() -> VisibleText.line("q" + mark.repeat(10_000), 200))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(VisibleText.line("q" + mark.repeat(150) + "!", 200)).isEqualTo("q" + mark.repeat(6) + "!");
    }

    @Test
    @DisplayName("CST-1: what nobody sees is taken out, so that two names that look alike are alike")
    void invisible() {
        assertThat(VisibleText.line(" No\u200Bur\uFEFF \u2060Ali\u00AD\u200F ", 200))
                .isEqualTo("Nour Ali");
        assertThat(VisibleText.line("No\u200Dur", 200)).isNotEqualTo("Nour");
        assertThat(VisibleText.line("1\u200D2", 200)).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"نُورَا", "می‌خواهم", "Zoë Nuñez", "क्षत्रिय", "李娜", "שָׁלוֹם", "☂️ rain"})
    @DisplayName("CST-1: what scripts need stays")
    void scripts(String text) {
        assertThat(VisibleText.line(text, 200))
                .isEqualTo(java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC));
    }

    @Test
    @DisplayName("CST-1: lines may be broken in a paragraph, and nowhere else")
    void paragraphs() {
        assertThat(VisibleText.paragraph("one\ntwo", 10)).isEqualTo("one\ntwo");
        assertThatThrownBy(() -> VisibleText.line("one\ntwo", 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
