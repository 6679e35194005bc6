// Why this file exists: one character that ends a line would let a clip name add a cut.
package org.backlot.shared.editorial;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    @DisplayName("WRP-2: line breaks, control characters and runs of blanks become one blank")
    void on_one_line() {
        assertThat(SafeText.onOneLine(" a\r\nb\u0085c\u2028d\u2029e\u000bf\u00a0\u3000g\u0000h\u007fi\u009bj "))
                .isEqualTo("a b c d e f g h i j");
    }

    @Test
    @DisplayName("WRP-2: marks that turn the direction of text are left out, joiners that spell words stay")
    void invisible_marks() {
        assertThat(SafeText.onOneLine("\uFEFFto\u202eken\u2066s")).isEqualTo("tokens");
        assertThat(SafeText.onOneLine("می\u200cخواهم")).isEqualTo("می\u200cخواهم");
    }

    @Test
    @DisplayName("WRP-2: half a character is never written")
    void lone_surrogates() {
        assertThat(SafeText.onOneLine("a\uD83Cb\uDFAC")).isEqualTo("a b");
        assertThat(SafeText.shortened("🎬🎬🎬", 2)).isEqualTo("🎬🎬");
    }

    @Property
    @Label("WRP-2: text made safe is on one line and made safe again stays the same")
    void safe_once_safe_always(@ForAll("anyText") String text) {
        String safe = SafeText.onOneLine(text);

        assertThat(safe.lines().count()).isLessThanOrEqualTo(1);
        assertThat(safe).doesNotContainPattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]").isEqualTo(safe.strip());
        assertThat(SafeText.onOneLine(safe)).isEqualTo(safe);
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.strings().all().ofMaxLength(200);
    }
}
