package org.backlot.logistics.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nobody but the servers can make a handoff code, and that nothing of it can be changed. */
class HandoffCodeTest {
    private static final ServerSecret OURS = secret("ours");
    private static final HandoffCode CODE = new HandoffCode(
            new DispatchId(UUID.fromString("01980000-0000-7000-8000-000000000001")),
            new HandoffCodeId(UUID.fromString("01980000-0000-7000-8000-000000000002")),
            Instant.parse("2026-11-20T06:05:00.123Z"));

    @Test
    @DisplayName("LOG-2: a code reads back as it was made")
    void reads_back() {
        var text = CODE.text(OURS);

        assertThat(text).startsWith("BLH1.").hasSize(103).matches("BLH1\\.[A-Za-z0-9_-]{54}\\.[A-Za-z0-9_-]{43}");
        assertThat(HandoffCode.read(text, OURS)).isEqualTo(CODE);
    }

    @Test
    @DisplayName("LOG-2: a code with any one bit flipped is refused as forged")
    void every_bit_counts() {
        var bytes = CODE.text(OURS).getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                var forged = bytes.clone();
                forged[at] = (byte) (forged[at] ^ (1 << bit));
                assertForged(new String(forged, StandardCharsets.ISO_8859_1), OURS);
            }
        }
    }

    @Test
    @DisplayName("LOG-2: a code with any one character replaced by any other of its alphabet is refused as forged")
    void every_character_counts() {
        var text = CODE.text(OURS);
        for (int at = 0; at < text.length(); at++) {
            for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=".toCharArray()) {
                if (other != text.charAt(at)) {
                    assertForged(text.substring(0, at) + other + text.substring(at + 1), OURS);
                }
            }
        }
    }

    @Test
    @DisplayName("LOG-2: a later expiry under the old signature is refused as forged")
    void expiry_is_signed() {
        var later = new HandoffCode(
                CODE.dispatchId(), CODE.codeId(), CODE.expiresAt().plusSeconds(600));
        var spliced = later.text(OURS).substring(0, 60) + CODE.text(OURS).substring(60);

        assertForged(spliced, OURS);
    }

    @Test
    @DisplayName("LOG-2: a code signed by another installation, or for another purpose, is refused as forged")
    void only_our_secret() {
        assertForged(CODE.text(secret("theirs")), OURS);
        assertForged(CODE.text((_, text) -> OURS.digest("another-purpose", text)), OURS);
    }

    @ParameterizedTest
    @DisplayName("LOG-2: nonsense is refused as forged")
    @ValueSource(strings = {"", "BLH1", "BLH1..", "hello", "BLH2.AAAA.AAAA", "\u0000", "BLH1.\uD83D\uDE00.x"})
    void nonsense(String text) {
        assertForged(text, OURS);
    }

    @Test
    @DisplayName("LOG-2: even a well signed code with a nil id is refused as forged")
    void nil_ids() {
        var signed = "BLH1." + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[40]);
        var digest = Base64.getUrlEncoder().withoutPadding().encodeToString(OURS.digest("handoff-code", signed));

        assertForged(signed + "." + digest, OURS);
    }

    private static void assertForged(String text, ServerSecret secret) {
        var refused = catchThrowableOfType(Rejection.class, () -> HandoffCode.read(text, secret));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.code()).isEqualTo(LogisticsRejection.HANDOFF_CODE_FORGED);
    }

    private static ServerSecret secret(String key) {
        return (purpose, text) -> {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec((key + "/" + purpose).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
