// Why this file exists: an assembly in the wrong order is the first thing an editor sees.
package org.backlot.wrap.query.edl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlateOrderTest {

    private static final Comparator<String> ORDER = new SlateOrder();

    @Test
    @DisplayName("WRP-2: slates go by scene, set-up and take as people read them")
    void as_people_read_them() {
        List<String> slates = List.of(
                "2-01", "12", "12-1", "12-02", "12-10", "12A-01", "12B-04", "12B-11", "12Z-01", "12AA-01", "112-01",
                "A12-01");
        List<String> shuffled = new ArrayList<>(slates);
        Collections.shuffle(shuffled, new Random(12));

        assertThat(shuffled.stream().sorted(ORDER)).containsExactlyElementsOf(slates);
    }

    @Test
    @DisplayName("WRP-2: how a slate is punctuated or capitalised does not move it")
    void punctuation() {
        assertThat(ORDER.compare("12B-04", "12b / 4")).isZero();
        assertThat(ORDER.compare("12_1", "12A_1")).isNegative();
    }

    @Test
    @DisplayName("WRP-2: numbers of any length and script are compared by value")
    void numbers() {
        assertThat(ORDER.compare("٢", "10")).isNegative();
        assertThat(ORDER.compare("99999999999999999999", "100000000000000000000"))
                .isNegative();
    }

    @Property
    @Label("WRP-2: the order of slates contradicts itself nowhere")
    void total_order(@ForAll("slates") String one, @ForAll("slates") String two, @ForAll("slates") String three) {
        assertThat(Integer.signum(ORDER.compare(one, two))).isEqualTo(-Integer.signum(ORDER.compare(two, one)));
        if (ORDER.compare(one, two) <= 0 && ORDER.compare(two, three) <= 0) {
            assertThat(ORDER.compare(one, three)).isNotPositive();
        }
        assertThat(ORDER.compare(one, one)).isZero();
    }

    @Provide
    Arbitrary<String> slates() {
        return Arbitraries.strings().withChars("12AB-ab 0ß").ofMaxLength(5);
    }
}
