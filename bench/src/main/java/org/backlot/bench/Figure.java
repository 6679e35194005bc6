package org.backlot.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * One number that a benchmark is about, as machines read it.
 *
 * @param name dotted, from the general to the particular
 * @param value in that unit
 * @param unit one word: per_second, ms, s, MB, ratio
 */
public record Figure(String name, double value, String unit) {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    /** {@code figure NAME VALUE UNIT}. */
    public String line() {
        return "figure %s %s %s".formatted(name, rounded(value), unit);
    }

    /** Three digits that mean something, all of those before the point, and no exponent: 5433, 812, 31.2, 0.0208. */
    public static String rounded(double value) {
        var exact = BigDecimal.valueOf(value);
        boolean large = exact.precision() - exact.scale() > THREE_DIGITS.getPrecision();
        return (large ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(THREE_DIGITS)).toPlainString();
    }
}
