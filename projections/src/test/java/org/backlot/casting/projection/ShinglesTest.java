package org.backlot.casting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShinglesTest {
    private static final String POST =
            "We look for Idris a projectionist who has run films in a tent for thirty years in Riyadh";

    private static boolean mayResemble(Shingles one, Shingles other) {
        var bands = new HashSet<>(List.of(one.bands()));
        return Arrays.stream(other.bands()).anyMatch(bands::contains);
    }

    @ParameterizedTest
    @CsvSource({
        "'WE LOOK FOR Idris, a projectionist who has run films in a tent for thirty years — in Riyadh! 🎬', 100, 100",
        "'Peace be upon you. We look for Idris a projectionist who has run films in a tent for thirty years in Riyadh', 75, 95",
        "'We look for Layla a seamstress who has sewn costumes in a shop for three weeks in Jeddah', 0, 20",
    })
    @DisplayName("CST-4: how alike two texts are follows from the runs of words that both have")
    void resemblance(String other, int from, int to) {
        assertThat(Shingles.of(POST).resemblance(Shingles.of(other))).isBetween(from, to);
        assertThat(Shingles.of(other).resemblance(Shingles.of(POST))).isBetween(from, to);
    }

    @Test
    @DisplayName("CST-4: Arabic is compared like English, whatever its marks")
    void arabic() {
        assertThat(Shingles.of("مطلوب مُمَثِّل لدور أب في الرياض")
                        .resemblance(Shingles.of("مطلوب ممثل لدور اب في الرياض")))
                .isEqualTo(100);
    }

    @Test
    @DisplayName("CST-4: a text of two words resembles itself and no other")
    void short_texts() {
        assertThat(Shingles.of("Idris needed").resemblance(Shingles.of("idris needed")))
                .isEqualTo(100);
        assertThat(Shingles.of("Idris needed").resemblance(Shingles.of("Layla needed")))
                .isZero();
    }

    @Test
    @DisplayName("CST-4: of 500 pairs that are alike by half none is overlooked, and strangers are seldom compared")
    void bands() {
        var chance = new Random(20_261_129);
        int overlooked = 0;
        int alike = 0;
        int strangers = 0;
        for (int pair = 0; pair < 500; pair++) {
            var words = words(chance, 60);
            var changed = words.stream()
                    .map(word -> chance.nextInt(12) == 0 ? word(chance) : word)
                    .toList();
            var one = Shingles.of(String.join(" ", words));
            var other = Shingles.of(String.join(" ", changed));
            if (one.resemblance(other) >= 50) {
                alike++;
                overlooked += mayResemble(one, other) ? 0 : 1;
            }
            strangers += mayResemble(one, Shingles.of(String.join(" ", words(chance, 60)))) ? 1 : 0;
        }
        assertThat(alike).isGreaterThan(200);
        assertThat(overlooked).isZero();
        assertThat(strangers).isLessThan(25);
    }

    private static List<String> words(Random chance, int many) {
        return IntStream.range(0, many).mapToObj(_ -> word(chance)).collect(Collectors.toList());
    }

    private static String word(Random chance) {
        return "w" + chance.nextInt(2_000);
    }
}
