package org.backlot.clips.command.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.SourceKind;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://youtu.be/dQw4w9WgXcQ, YOUTUBE, https://youtu.be/dQw4w9WgXcQ",
        "HTTPS://WWW.YouTube.com:443/watch?v=dQw4w9WgXcQ&t=4#x, YOUTUBE, https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4",
        "https://m.youtube.com/watch?v=a, YOUTUBE, https://m.youtube.com/watch?v=a",
        "https://clips.twitch.tv/Abc-def_1, TWITCH, https://clips.twitch.tv/Abc-def_1",
        "https://vimeo.com/76979871, VIMEO, https://vimeo.com/76979871",
        "https://www.instagram.com/reel/Cxyz/, INSTAGRAM, https://www.instagram.com/reel/Cxyz/",
        "https://www.tiktok.com/@studio/video/7, TIKTOK, https://www.tiktok.com/@studio/video/7",
        "https://x.com/studio/status/1, X, https://x.com/studio/status/1",
    })
    @DisplayName("CLP-3: a page of a listed platform is taken, in one form")
    void listed(String given, SourceKind kind, String kept) {
        assertThat(SourceUrl.parse(given)).isEqualTo(new SourceUrl(kind, kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/video",
                "https://youtube.com.evil.example/watch",
                "https://evilyoutube.com/watch",
                "https://notx.com/a",
                "https://youtube.com./watch?v=a",
                "https://youtube/watch",
                "https://localhost/latest",
                "https://metadata.google.internal/computeMetadata/v1",
                "https://xn--yutube-wqf.com/watch",
                "https://youtube.com%2eevil.example/a",
                "https://you_tube.com/a",
                "https://-youtube.com/a",
            })
    @DisplayName("CLP-3: any other host is refused, however much it looks like a listed one")
    void other_hosts(String given) {
        refused(given, "HOST_NOT_LISTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/a",
                "https://10.0.0.1/a",
                "https://172.16.0.1/a",
                "https://192.168.1.1/a",
                "https://169.254.169.254/latest/meta-data",
                "https://8.8.8.8/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://0x7f.0.0.1/a",
                "https://0177.0.0.1/a",
                "https://127.1/a",
                "https://0/a",
                "https://127.0.0.1./a",
                "https://[::1]/a",
                "https://[::ffff:127.0.0.1]/a",
                "https://[::ffff:7f00:1]/a",
                "https://[fe80::1%25eth0]/a",
                "https://[fd00::1]/a",
                "https://[64:ff9b::7f00:1]/a",
            })
    @DisplayName("CLP-3: an address instead of a name is refused in every notation")
    void ip_addresses(String given) {
        refused(given, "IP_ADDRESS");
    }

    @ParameterizedTest
    @CsvSource({
        "http://youtube.com/watch?v=a, NOT_HTTPS",
        "ftp://youtube.com/a, NOT_HTTPS",
        "file:///etc/passwd, NOT_HTTPS",
        "gopher://youtube.com/a, NOT_HTTPS",
        "javascript:alert(1), NOT_HTTPS",
        "//youtube.com/a, NOT_HTTPS",
        "youtube.com/watch, NOT_HTTPS",
        "https:youtube.com/watch, NOT_A_URL",
        "https://youtube.com@127.0.0.1/a, USER_INFO",
        "https://user:secret@youtube.com/a, USER_INFO",
        "https://@youtube.com/a, USER_INFO",
        "https://youtube.com:80/a, PORT",
        "https://youtube.com:22/a, PORT",
        "https://youtube.com:/a, PORT",
        "https://youtube.com, NO_PATH",
        "https://youtube.com/, NO_PATH",
        "https://youtube.com?v=a, NO_PATH",
        "https:///watch, NOT_A_URL",
    })
    @DisplayName("CLP-3: other schemes, users, ports, and addresses without a page are refused")
    void other_flaws(String given, String reason) {
        refused(given, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " https://youtube.com/a",
                "https://youtube.com/a b",
                "https://youtube.com\\@evil.example/a",
                "https://youtube.com/a\tb",
                "https://youtube.com/a\r\nHost: evil.example",
                "https://youtube.com/\u0000",
                "https://youtub\u0435.com/a",
                "https://youtube\u3002com/a",
                "https://\u2460\u2461\u2466.0.0.1/a",
                "https://youtube.com/%zz",
                "https://youtube.com/<script>",
            })
    @DisplayName("CLP-3: spaces, backslashes, control characters and letters of other scripts are refused")
    void not_plain(String given) {
        refused(given, "NOT_A_URL");
    }

    @Property(tries = 2000)
    @Label("CLP-3: whatever is taken is https, on a listed host, and means the same when it is read again")
    void nothing_slips_through(@ForAll String before, @ForAll String host, @ForAll String after) {
        for (var given : new String[] {
            before + host + after,
            "https://" + host + "/" + after,
            "https://" + host + "youtube.com/" + after,
            "https://youtube.com" + host + "/" + after,
        }) {
            try {
                var taken = SourceUrl.parse(given);
                assertThat(taken.text()).matches("https://([a-z0-9-]+\\.)*(youtube\\.com|youtu\\.be)/.+");
                assertThat(SourceUrl.parse(taken.text())).isEqualTo(taken);
            } catch (Rejection refused) {
                assertThat(refused.code()).isEqualTo(ClipsRejection.SOURCE_URL_REFUSED);
            }
        }
    }

    private static void refused(String given, String reason) {
        assertThatThrownBy(() -> SourceUrl.parse(given))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.extras()).containsEntry("reason", reason));
    }
}
