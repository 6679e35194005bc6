package org.backlot.logistics.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.backlot.shared.Rejection;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;

/**
 * What the QR code of a handoff says (LOG-2), as text {@code BLH1.<payload>.<HMAC-SHA256>}, both parts base64url without
 * padding. The payload is 40 bytes: dispatch id, code id, expiry in milliseconds since 1970. It can be shown and kept
 * without a network; nothing but the servers can make one.
 *
 * @param expiresAt to the millisecond
 */
public record HandoffCode(DispatchId dispatchId, HandoffCodeId codeId, Instant expiresAt) {
    private static final String PREFIX = "BLH1.";
    private static final String PURPOSE = "handoff-code";
    private static final int PAYLOAD_BYTES = 5 * Long.BYTES;
    private static final int PAYLOAD_CHARACTERS = 54;
    private static final int DIGEST_CHARACTERS = 43;
    private static final int CHARACTERS = PREFIX.length() + PAYLOAD_CHARACTERS + 1 + DIGEST_CHARACTERS;

    public HandoffCode {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The text of the QR code, 103 ASCII characters. The same code always gives the same text, so it is kept nowhere. */
    public String text(ServerSecret secret) {
        var payload = ByteBuffer.allocate(PAYLOAD_BYTES);
        put(payload, dispatchId.value());
        put(payload, codeId.value());
        payload.putLong(expiresAt.toEpochMilli());
        var signed = PREFIX + base64(payload.array());
        return signed + "." + base64(secret.digest(PURPOSE, signed));
    }

    /**
     * Reads a text and believes it only if it is, to the last bit, what these servers would have written.
     *
     * @throws Rejection {@code HANDOFF_CODE_FORGED} for anything else
     */
    public static HandoffCode read(String text, ServerSecret secret) {
        if (text.length() != CHARACTERS || !text.startsWith(PREFIX)) {
            throw forged();
        }
        var code = unverified(text.substring(PREFIX.length(), PREFIX.length() + PAYLOAD_CHARACTERS));
        // The whole text is compared, not the decoded digest: base64 has several spellings of the same last byte.
        if (!MessageDigest.isEqual(bytes(code.text(secret)), bytes(text))) {
            throw forged();
        }
        return code;
    }

    private static HandoffCode unverified(String payload) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(payload));
            return new HandoffCode(
                    new DispatchId(uuid(bytes)), new HandoffCodeId(uuid(bytes)), Instant.ofEpochMilli(bytes.getLong()));
        } catch (IllegalArgumentException nonsense) {
            throw forged();
        }
    }

    private static Rejection forged() {
        return Rejection.of(LogisticsRejection.HANDOFF_CODE_FORGED).at("code");
    }

    private static void put(ByteBuffer buffer, UUID id) {
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
