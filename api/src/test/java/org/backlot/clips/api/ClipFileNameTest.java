package org.backlot.clips.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipFileNameTest {
    @ParameterizedTest
    @CsvSource({
        "The Last Reel, 3-the-last-reel.mp4",
        "'  «Don’t» look/down: 50% off!  ', 3-dont-look-down-50-off.mp4",
        "مشهد من الفيلم, 3-مشهد-من-الفيلم.mp4",
        "مُشَوِّق جدًّا ٢٤, 3-مُشَوِّق-جدًّا-٢٤.mp4",
        "../../etc/passwd, 3-etc-passwd.mp4",
        "C:\\CON, 3-c-con.mp4",
        "🎬🔥, 3-clip.mp4",
        "'', 3-clip.mp4",
    })
    @DisplayName("CLP-7: a clip's file is called by its rank and the words of its title, in every script")
    void called(String title, String name) {
        assertThat(new ClipFileName(3, title).with("mp4")).isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
    }

    @Test
    @DisplayName("CLP-7: control characters and turns of direction never come into a name")
    void nothing_hidden() {
        assertThat(new ClipFileName(1, "a\u0000b\u001b[2Jc\nd\u202Egpj.exe").with("mp4"))
                .isEqualTo("1-a-b-2jc-dgpj-exe.mp4");
    }

    @Test
    @DisplayName("CLP-7: the files of one clip share what stands before the dot, also the second time and cut short")
    void beside_each_other() {
        var name = new ClipFileName(12, "a very long title ".repeat(20));

        assertThat(name.with("fcpxml").replace(".fcpxml", ""))
                .isEqualTo(name.with("srt").replace(".srt", ""));
        assertThat(name.with("mp4", 2)).startsWith("12-a-very-long").endsWith("-2.mp4");
        assertThat(new ClipFileName(1, "Reel").with("mp4", 2)).isEqualTo("1-reel-2.mp4");
    }

    @Property(tries = 300)
    @Label("CLP-7: whatever the title, the name fits the disk and stays in its folder")
    void fits(
            @ForAll String title,
            @ForAll @IntRange(min = 1, max = 30) int rank,
            @ForAll @IntRange(min = 1, max = 1000) int copy) {
        var name = new ClipFileName(rank, title).with("preview.fcpxml", copy);

        assertThat(name.length()).isLessThanOrEqualTo(ClipFileName.LONGEST);
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(255);
        assertThat(name).startsWith(rank + "-").endsWith(".preview.fcpxml").doesNotContain("/", "\\", "..");
        assertThat(name.codePoints())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MP4", "a/b", "../mp4", "mp4.", ".mp4", "a.b.c", "aaaaaaaaaaaaaaaaaaaaaaaaa"})
    @DisplayName("CLP-7: what follows the dot is plain and short")
    void endings(String ending) {
        assertThat(ClipFileName.isEnding(ending)).isFalse();
        assertThatThrownBy(() -> new ClipFileName(1, "Reel").with(ending)).isInstanceOf(IllegalArgumentException.class);
    }
}
