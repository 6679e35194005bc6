package org.backlot.identity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"1000000008", "2000000006", "1074563204", " 2123456788 "})
    @DisplayName("IDN-8: a citizen's number begins with 1, a resident's with 2, and the check digit fits")
    void taken(String number) {
        assertThat(new NationalId(number).value()).isEqualTo(number.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3000000004",
                "0000000000",
                "100000000",
                "10000000080",
                "1000-00008",
                "\u0661\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0668"
            })
    @DisplayName("IDN-8: anything but ten ASCII digits that begin with 1 or 2 is refused")
    void another_shape(String number) {
        assertThatThrownBy(() -> new NationalId(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be ten digits that begin with 1 or 2");
    }

    @Test
    @DisplayName("IDN-8: of ten numbers that differ in one digit only one is a national ID")
    void mistyped() {
        for (int place = 1; place < 10; place++) {
            var number = new StringBuilder("1074563204");
            int at = place;
            long taken = IntStream.range(0, 10)
                    .filter(digit -> {
                        number.setCharAt(at, (char) ('0' + digit));
                        return isTaken(number.toString());
                    })
                    .count();
            assertThat(taken).as("digit %d", place + 1).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("IDN-8: it does not say what it is, where a log line might ask")
    void silent() {
        assertThat(new NationalId("1074563204").toString()).doesNotContain("1074563204");
    }

    private static boolean isTaken(String number) {
        try {
            return new NationalId(number).value().equals(number);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
