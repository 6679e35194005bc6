package org.backlot.clips.worker.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    @Test
    @DisplayName("CLP-5: speech is cut behind sentences and in pauses, not behind Dr. and U.S.")
    void cuts() {
        var phrases = Phrases.of(spoken("Dr. Haddad left the U.S. then. Why? He", 0, "knew it.", 900));
        assertThat(phrases)
                .extracting(Phrase::text)
                .containsExactly("Dr. Haddad left the U.S. then.", "Why?", "He", "knew it.");
        assertThat(phrases).extracting(Phrase::endsSentence).containsExactly(true, true, false, true);
    }

    @Test
    @DisplayName("CLP-5: speech without full stops is cut in its longest pauses")
    void no_full_stops() {
        var words = new ArrayList<Word>();
        long at = 0;
        for (int i = 0; i < 100; i++) {
            words.add(new Word("word" + i, at, at + 300, false));
            at += i == 49 ? 900 - 300 + 300 - 1 : 400;
        }
        var phrases = Phrases.of(new Transcript(words));
        assertThat(phrases).hasSizeGreaterThan(1);
        assertThat(phrases).allMatch(phrase -> phrase.endMillis() - phrase.startMillis() <= 20_000);
    }

    @Property(tries = 300)
    @Label("CLP-4: the words of a caption fill its time, in order, each with some of it")
    void interpolated(
            @ForAll @Size(min = 1, max = 20) List<@AlphaChars @NotEmpty @StringLength(max = 12) String> texts,
            @ForAll @IntRange(max = 1_000_000) int start,
            @ForAll @IntRange(min = 1_000, max = 20_000) int length) {
        var words = new Cue(start, start + length, String.join(" ", texts)).words();
        assertThat(words).extracting(Word::text).containsExactlyElementsOf(texts);
        assertThat(words.getFirst().startMillis()).isEqualTo(start);
        assertThat(words.getLast().endMillis()).isEqualTo(start + length);
        for (int i = 0; i < words.size(); i++) {
            assertThat(words.get(i).endMillis()).isGreaterThan(words.get(i).startMillis());
            if (i > 0) {
                assertThat(words.get(i).startMillis())
                        .isEqualTo(words.get(i - 1).endMillis());
            }
        }
    }

    private static Transcript spoken(String first, long pause, String then, long gap) {
        var words = new ArrayList<Word>();
        long at = pause;
        for (var text : first.split(" ", -1)) {
            words.add(new Word(text, at, at + 200, false));
            at += 300;
        }
        at += gap;
        for (var text : then.split(" ", -1)) {
            words.add(new Word(text, at, at + 200, false));
            at += 300;
        }
        return new Transcript(words);
    }
}
