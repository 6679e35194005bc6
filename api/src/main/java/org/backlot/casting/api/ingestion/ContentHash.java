package org.backlot.casting.api.ingestion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.FoundPostId;

/**
 * Tells posts that say the same: the SHA-256 of their {@link PlainWords}. What is found gets its names from it, so that
 * finding it twice, here and there or before and after a crash, is finding it once.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record ContentHash(@JsonValue String value) {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;

    public static ContentHash of(PostText post) {
        return new ContentHash(Sha256.hex(PlainWords.of(post.value())));
    }

    public FoundPostId postId() {
        return new FoundPostId(named("post"));
    }

    // Not the id of the post: what is sealed under one outlives what is sealed under the other.
    public CastingCallId callId() {
        return new CastingCallId(named("call"));
    }

    /** A UUID of version 8 (RFC 9562): made from a digest in a way of our own. */
    private UUID named(String kind) {
        var digest = ByteBuffer.wrap(Sha256.of((kind + "/" + value).getBytes(StandardCharsets.US_ASCII)));
        return new UUID((digest.getLong() & ~VERSION_BITS) | VERSION_8, (digest.getLong() & ~VARIANT_BITS) | VARIANT);
    }
}
