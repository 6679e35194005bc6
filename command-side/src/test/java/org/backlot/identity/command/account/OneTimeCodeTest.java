package org.backlot.identity.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.backlot.identity.api.OneTimeCode;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.VerificationCodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodeTest {
    @ParameterizedTest(name = "count {0} gives {1}")
    @DisplayName("IDN-1: six digits as RFC 4226 appendix D has them")
    @CsvSource({
        "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
        "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
    })
    void rfc4226(long count, String digits) throws Exception {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("12345678901234567890".getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));

        var digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(count).array());

        assertThat(OneTimeCode.truncated(digest).value()).isEqualTo(digits);
    }

    @Test
    @DisplayName("IDN-1: the worked example of RFC 4226 section 5.4, cut to six digits")
    void rfc4226_example() {
        var digest = HexFormat.of().parseHex("1f8698690e02ca16618550ef7f19da8e945b555a");

        assertThat(OneTimeCode.truncated(digest).value()).isEqualTo("872921");
    }

    @Test
    @DisplayName("IDN-1: a code follows from its id and the secret, and never shows in a log")
    void derived() {
        ServerSecret secret = (purpose, text) -> {
            assertThat(purpose).isEqualTo("verification-code");
            var bytes = new byte[32];
            bytes[0] = (byte) text.charAt(text.length() - 1);
            bytes[3] = (byte) text.charAt(text.length() - 1);
            return bytes;
        };
        var one = OneTimeCode.of(secret, new VerificationCodeId(new UUID(0, 1)));

        assertThat(one).isEqualTo(OneTimeCode.of(secret, new VerificationCodeId(new UUID(0, 1))));
        assertThat(one.matches(OneTimeCode.of(secret, new VerificationCodeId(new UUID(0, 2)))))
                .isFalse();
        assertThat(one.toString()).doesNotContain(one.value());
    }

    @ParameterizedTest
    @DisplayName("IDN-1: what is not six digits is no code")
    @CsvSource({"12345", "1234567", "12345a", "١٢٣٤٥٦", "''"})
    void refuses(String text) {
        assertThatThrownBy(() -> new OneTimeCode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
