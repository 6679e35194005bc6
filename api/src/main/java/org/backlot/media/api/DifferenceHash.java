package org.backlot.media.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;

/**
 * A perceptual hash (dHash): 64 comparisons of neighbouring pixels of an 8 by 9 copy of a picture. Pictures that look alike
 * have hashes that differ in few bits.
 */
public record DifferenceHash(long bits) {
    private static final int DIGITS = 16;

    /** @throws IllegalArgumentException for anything but 16 hexadecimal digits */
    @JsonCreator
    public static DifferenceHash parse(String hex) {
        if (hex.length() != DIGITS) {
            throw new IllegalArgumentException("a difference hash is 16 hexadecimal digits");
        }
        return new DifferenceHash(HexFormat.fromHexDigitsToLong(hex));
    }

    /** In how many of the 64 bits the two differ (Hamming distance). */
    public int distanceTo(DifferenceHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** As 16 lower-case hexadecimal digits. A JSON number would lose bits in many readers. */
    @JsonValue
    public String hex() {
        return HexFormat.of().toHexDigits(bits);
    }

    @Override
    public String toString() {
        return hex();
    }
}
