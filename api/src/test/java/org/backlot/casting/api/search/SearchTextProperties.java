package org.backlot.casting.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.backlot.casting.api.search.WordKeys.Nearness;

class SearchTextProperties {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().withCharRange('\u0600', '\u06ff').ofMaxLength(40),
                Arbitraries.strings()
                        .withCharRange('\u00c0', '\u024f')
                        .withChars(" '-")
                        .ofMaxLength(40),
                Arbitraries.strings().withCharRange('\ufb50', '\ufeff').ofMaxLength(40));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(4).ofMaxLength(12),
                Arbitraries.strings()
                        .withCharRange('ب', 'ي')
                        .ofMinLength(4)
                        .ofMaxLength(12)
                        .map(SearchText::fold)
                        .filter(word -> word.length() >= 4));
    }

    @Property
    @Label("CST-6: a word that is folded again stays as it is, and so does a whole text")
    void idempotent(@ForAll("texts") String text) {
        var folded = SearchText.fold(text);
        assertThat(SearchText.fold(folded)).isEqualTo(folded);
        var words = SearchText.words(text);
        assertThat(SearchText.words(String.join(" ", words))).isEqualTo(words);
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.oneOf(
                texts(), Arbitraries.strings().alpha().withChars(" ").ofMaxLength(120));
    }

    @Property
    @Label("CST-6: marked words are found where they stand in a text, each time and nothing else")
    void marked(@ForAll("prose") String text, @ForAll("words") String other, @ForAll int seed) {
        var placed = SearchText.placed(text);
        var some = placed.stream()
                .map(SearchText.Placed::word)
                .filter(word -> (word.hashCode() ^ seed) % 2 == 0)
                .collect(Collectors.toSet());
        some.add(other);
        assertThat(new MarkedWords(some).in(text))
                .isEqualTo(placed.stream()
                        .filter(each -> some.contains(each.word()))
                        .toList());
    }

    @Property
    @Label("CST-6: a word has letters and digits only, is short, and stands where it is said to stand")
    void placed(@ForAll("texts") String text) {
        int end = 0;
        for (var placed : SearchText.placed(text)) {
            assertThat(placed.from()).isGreaterThanOrEqualTo(end);
            assertThat(placed.to()).isBetween(placed.from() + 1, text.length());
            assertThat(SearchText.fold(text.substring(placed.from(), placed.to())))
                    .isEqualTo(placed.word());
            assertThat(placed.word()).hasSizeBetween(1, SearchText.LONGEST_WORD);
            assertThat(placed.word().codePoints()).allMatch(Character::isLetterOrDigit);
            end = placed.to();
        }
    }

    @Example
    @Label(
            "CST-6: what is read as the same is the same: alef, hamza, ya, ta marbuta, vowels, tatweel, accents, digits, case")
    void same() {
        for (var pair : List.of(
                List.of("أحمد", "احمد"),
                List.of("إسلام", "اسلام"),
                List.of("آمال", "امال"),
                List.of("ٱلعلا", "العلا"),
                List.of("مُحَمَّـــد", "محمد"),
                List.of("فاطمة", "فاطمه"),
                List.of("ليلى", "ليلي"),
                List.of("سارة\u200f", "ساره"),
                List.of("ﻣﺤﻤﺪ", "محمد"),
                List.of("لؤي", "لوي"),
                List.of("JOSÉ", "jose"),
                List.of("Straße", "STRASSE"),
                List.of("İstanbul", "istanbul"),
                List.of("Łódź", "lodz"),
                List.of("ＦＩＬＭ", "film"),
                List.of("٢٠٢٦", "2026"),
                List.of("o\u200bu\u200bd", "oud"))) {
            assertThat(SearchText.phrase(pair.getFirst()))
                    .as(pair.toString())
                    .isEqualTo(SearchText.phrase(pair.getLast()));
        }
        assertThat(SearchText.fold("علي")).isNotEqualTo(SearchText.fold("عالي"));
    }

    @Example
    @Label("CST-6: ten thousand marks on a letter cost nothing and mean nothing")
    void marks() {
        var piled = "a" + "\u0301".repeat(10_000) + "b";
        assertThat(SearchText.words(piled)).containsExactly("ab");
        assertThat(SearchText.words("\u0301".repeat(10_000))).isEmpty();
    }

    @Example
    @Label("CST-6: names are the same in Arabic and Latin letters, and others are not")
    void names() {
        for (var names : List.of(
                List.of("محمد", "Mohammed", "Muhammad", "Mohamed", "Mohamad"),
                List.of("خالد", "Khaled", "Khalid"),
                List.of("يوسف", "Yousef", "Youssef", "Yusuf"),
                List.of("نورة", "Noura", "Nora", "Norah"),
                List.of("ليلى", "Layla", "Leila"),
                List.of("حسين", "Hussein", "Hussain"),
                List.of("عبدالله", "Abdullah", "Abdulla"),
                List.of("الحربي", "Alharbi", "Harbi"),
                List.of("عائشة", "Aisha", "Aysha"),
                List.of("صالح", "Saleh", "Salih"),
                List.of("ظافر", "Zafer", "Dhafer"))) {
            for (var other : names) {
                assertThat(NameSound.alike(SearchText.fold(names.getFirst()), SearchText.fold(other)))
                        .as(names.getFirst() + " and " + other)
                        .isTrue();
            }
        }
        for (var pair : List.of(
                List.of("حسن", "Hussein"),
                List.of("Hassan", "Hussein"),
                List.of("عمر", "Amira"),
                List.of("عامر", "Omar"),
                List.of("سعيد", "Saad"),
                List.of("عمر", "عمار"))) {
            assertThat(WordKeys.nearness(SearchText.fold(pair.getFirst()), SearchText.fold(pair.getLast()), true))
                    .as(pair.toString())
                    .isNotIn(Nearness.SAME, Nearness.SOUNDS_ALIKE);
        }
    }

    @Property
    @Label("CST-6: a slip of the finger is found by equal keys, and known for what it is")
    void slips(@ForAll("words") String word, @ForAll int where, @ForAll boolean dropped) {
        int at = Math.floorMod(where, word.length() - 1);
        var typed = dropped
                ? word.substring(0, at) + word.substring(at + 1)
                : word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
        assertThat(Spelling.slips(word, typed)).isLessThanOrEqualTo(1);
        if (typed.length() >= 4) {
            assertThat(WordKeys.nearness(typed, word, false)).isNotEqualTo(Nearness.OTHER);
            var shared = new HashSet<>(WordKeys.of(typed));
            shared.retainAll(WordKeys.of(word));
            assertThat(shared).isNotEmpty();
        }
    }

    @Property
    @Label("CST-6: a range of standings has the terms of each in it, and of no other")
    void standings(@ForAll SearchKind kind, @ForAll int one, @ForAll int other, @ForAll int any) {
        int highest = Standing.highest(kind);
        int from = Math.floorMod(Math.min(one, other), highest + 1);
        int to = Math.max(from, Math.floorMod(Math.max(one, other), highest + 1));
        int standing = Math.floorMod(any, highest + 1);
        var cover = Standing.between(kind, from, to);
        for (int each : new int[] {standing, from, to, Math.max(0, from - 1), Math.min(highest, to + 1)}) {
            assertThat(Standing.terms(kind, each).stream().anyMatch(cover::contains))
                    .isEqualTo(each >= from && each <= to);
        }
        assertThat(cover).hasSizeLessThanOrEqualTo(50);
    }

    @Property
    @Label("CST-6: whatever lies within a radius shares a square with it")
    void squares(@ForAll int latitude, @ForAll int longitude, @ForAll int direction, @ForAll int kilometres) {
        var centre =
                new Spot(Math.floorMod(latitude, 16_000) / 100.0 - 80, Math.floorMod(longitude, 36_000) / 100.0 - 180);
        int radius = 1 + Math.floorMod(kilometres, 2_000);
        double degrees = radius / 112.0 * 0.95;
        double angle = Math.toRadians(Math.floorMod(direction, 360));
        double north = Math.clamp(centre.latitude() + degrees * Math.sin(angle), -90, 90);
        double east = centre.longitude()
                + degrees
                        * Math.cos(angle)
                        / Math.max(
                                0.05, Math.cos(Math.toRadians(Math.max(Math.abs(north), Math.abs(centre.latitude())))));
        var other = new Spot(north, Math.IEEEremainder(east, 360));
        if (centre.kilometresTo(other) <= radius) {
            assertThat(GeoCells.of(other)).anyMatch(GeoCells.around(centre, radius)::contains);
        }
    }
}
