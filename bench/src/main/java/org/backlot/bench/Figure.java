package org.backlot.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One number that a benchmark is about, as machines read it.
 *
 * @param name dotted, from the general to the particular
 * @param value in that unit
 * @param unit one word: per_second, ms, s, MB, ratio
 */
public record Figure(String name, double value, String unit) {
    private static final int DIGITS = 3;

    /** {@code figure NAME VALUE UNIT}. */
    public String line() {
        return "figure %s %s %s".formatted(name, rounded(value), unit);
    }

    /** Three digits that mean something, and no exponent: 5433, 812, 31.2, 0.208. */
    public static String rounded(double value) {
        var exact = BigDecimal.valueOf(value);
        int whole = exact.precision() - exact.scale();
        return exact.setScale(Math.clamp((long) DIGITS - whole, 0, DIGITS), RoundingMode.HALF_UP)
                .toPlainString();
    }
}
