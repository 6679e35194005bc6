package org.backlot.casting.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.backlot.casting.api.CastingLine;
import org.backlot.shared.PublicUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWordsTest {
    private static Keywords keywords(String... words) {
        return new Keywords(List.of(words).stream().map(CastingLine::new).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "'  The LAST\tReel! ', the last reel",
        "Café №5, cafe no5",
        "مُمَثِّل, ممثل",
        "أداء, اداء",
        "آخِر, اخر",
        "ممثلة, ممثله",
        "كـــاست, كاست",
        "مصطفى, مصطفي",
        "١٢٣, 123",
        "۱۲۳, 123",
        "🎬 ❤, ''",
    })
    @DisplayName("CST-4: texts that differ in marks, case, alefs and digits say the same")
    void plain(String text, String plain) {
        assertThat(PlainWords.of(text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CASTING call tonight",
                "مطلوب مُمثّلين للعمل",
                "والممثلين الشباب",
                "دعوة لتجارب الأداء",
                "casting"
            })
    @DisplayName("CST-4: a post with a keyword is kept, in English and Arabic")
    void kept(String text) {
        assertThat(Keywords.STANDARD.match(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broadcasting tonight", "a call", "صباح الخير", "forecast", "open the call"})
    @DisplayName("CST-4: a post without one is not, though a word of it may hold one")
    void left(String text) {
        assertThat(Keywords.STANDARD.match(text)).isFalse();
    }

    @Test
    @DisplayName("CST-4: no keyword lets everything through; one without a letter is none")
    void edges() {
        assertThat(keywords().match("anything")).isTrue();
        assertThat(keywords("open call").match("An OPEN-CALL!")).isTrue();
        assertThatThrownBy(() -> keywords("❤")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("CST-4: the same post has the same names, whatever decorates it; another one has others")
    void hash() {
        var post = ContentHash.of(new PostText("🎬 Casting: Idris, ٢٠ years"));
        assertThat(ContentHash.of(new PostText("casting — idris 20 YEARS ❤"))).isEqualTo(post);
        var other = ContentHash.of(new PostText("Casting: Idris, 21 years"));
        assertThat(other.postId()).isNotEqualTo(post.postId());
        assertThat(post.postId().value()).isNotEqualTo(post.callId().value());
        assertThat(post.postId().value().version()).isEqualTo(8);
        assertThat(post.postId().value().variant()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://casting.example/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://localhost/",
                "https://user@casting.example/",
                "https://casting.example:8443/",
                "ftp://casting.example/",
                "https://169.254.169.254/latest",
            })
    @DisplayName("CST-4: a source is a page of a named host of the open internet")
    void pages(String url) {
        assertThatThrownBy(() -> new SourceAddress(IngestionSourceKind.WEB, url))
                .isInstanceOf(PublicUrl.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"966501234567@s.whatsapp.net", "966501234567", "120363@g.us/../x", "status@broadcast"})
    @DisplayName("CST-4: a chat with one person is no source")
    void chats(String chat) {
        assertThatThrownBy(() -> new SourceAddress(IngestionSourceKind.WHATSAPP, chat))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new SourceAddress(IngestionSourceKind.WHATSAPP, "120363041234567890@g.us").toString())
                .doesNotContain("1203");
    }
}
