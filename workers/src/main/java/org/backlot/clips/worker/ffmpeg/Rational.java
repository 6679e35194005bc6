// Rates of media are fractions (30000/1001). As doubles they drift: 3.6 s in an hour between 29.97 and 30.
package org.backlot.clips.worker.ffmpeg;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A positive fraction in lowest terms: frames per second, or the length of a tick. {@link
 * org.backlot.shared.timecode.FrameRate} is the closed table of rates with timecode; files may have any other.
 *
 * @param numerator above zero
 * @param denominator above zero
 */
public record Rational(long numerator, long denominator) {
    private static final long NANOSECONDS = 1_000_000_000L;
    private static final double NEAR = 0.0005;
    private static final int HIGHEST_COMMON = 480;
    /** What colour television made of every whole rate: 30 became 30000/1001. */
    private static final Rational SLOWED = new Rational(1_000, 1_001);

    public Rational {
        if (numerator <= 0 || denominator <= 0) {
            throw new IllegalArgumentException("Not above zero: " + numerator + "/" + denominator);
        }
        long divisor = greatestCommonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    /** @param text {@code "30000/1001"} or a whole number */
    @JsonCreator
    public static Rational of(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Rational(Long.parseLong(text), 1)
                : new Rational(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    /**
     * The common rate that a measured one stands for, whole or slowed by 1000/1001: timestamps in milliseconds, or a
     * print with two decimals, lose the fraction. Empty where none is within 0.05 %.
     */
    public static Optional<Rational> common(double measured) {
        long whole = Math.round(measured);
        // The slowed rates above 500 lie nearer to the next whole one.
        long slowed = Math.round(measured / SLOWED.asDouble());
        if (whole < 1 || slowed < 1 || whole > HIGHEST_COMMON) {
            return Optional.empty();
        }
        return Stream.of(new Rational(whole, 1), new Rational(slowed * SLOWED.numerator(), SLOWED.denominator()))
                .filter(rate -> Math.abs(rate.asDouble() - measured) <= measured * NEAR)
                .min(Comparator.comparingDouble(rate -> Math.abs(rate.asDouble() - measured)));
    }

    /** For arithmetic that ends in a picture, never for counting. */
    public double asDouble() {
        return (double) numerator / denominator;
    }

    /** When a frame begins, in seconds after frame 0, to the nanosecond; as ffmpeg takes it. */
    public BigDecimal secondsOf(long frame) {
        return new BigDecimal(frame)
                .multiply(BigDecimal.valueOf(denominator))
                .divide(BigDecimal.valueOf(numerator), 9, RoundingMode.HALF_EVEN);
    }

    /** The frame whose beginning is nearest to a time. */
    public long nearestFrame(Duration time) {
        return BigDecimal.valueOf(time.toNanos())
                .multiply(BigDecimal.valueOf(numerator))
                .divide(
                        BigDecimal.valueOf(denominator).multiply(BigDecimal.valueOf(NANOSECONDS)),
                        MathContext.DECIMAL128)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** How long that many frames last, to the nearest nanosecond. */
    public Duration durationOf(long frames) {
        return Duration.ofNanos(secondsOf(frames).movePointRight(9).longValueExact());
    }

    @JsonValue
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
