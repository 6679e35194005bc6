package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.VerificationCodeId;

/**
 * Six digits that somebody reads from a message and types in. Derived from the id of the code and a server secret, so
 * that it lies nowhere: neither in the log nor in the queue of the mail worker.
 *
 * @param value six decimal digits
 */
public record OneTimeCode(@JsonValue String value) {
    private static final int MODULUS = 1_000_000;
    private static final int SIGN_BIT_OFF = 0x7fffffff;
    private static final int LOW_NIBBLE = 0xf;
    private static final Pattern SHAPE = Pattern.compile("[0-9]{6}");

    @JsonCreator
    public OneTimeCode {
        value = value.strip();
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be six digits");
        }
    }

    /** The code with that id. */
    public static OneTimeCode of(ServerSecret secret, VerificationCodeId codeId) {
        return truncated(secret.digest("verification-code", codeId.toString()));
    }

    /**
     * Dynamic truncation to six digits (RFC 4226 section 5.3).
     *
     * @param mac a message authentication code of at least 20 bytes
     */
    public static OneTimeCode truncated(byte[] mac) {
        int offset = mac[mac.length - 1] & LOW_NIBBLE;
        int number = ByteBuffer.wrap(mac).getInt(offset) & SIGN_BIT_OFF;
        return new OneTimeCode("%06d".formatted(number % MODULUS));
    }

    /** Compares in a time that does not depend on where the two differ. */
    public boolean matches(OneTimeCode other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Never the code: it must not reach a log line. */
    @Override
    public String toString() {
        return "OneTimeCode[…]";
    }
}
