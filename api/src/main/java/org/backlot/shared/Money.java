package org.backlot.shared;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money in minor units (halalas, cents, paise). Never floating point.
 *
 * @param minorUnits the amount in the currency's minor unit; may be negative in a posting; {@code amount} in JSON
 * @param currency ISO 4217
 */
public record Money(@JsonProperty("amount") long minorUnits, Currency currency) {
    public Money {
        if (minorUnits == Long.MIN_VALUE) {
            throw new IllegalArgumentException("amount is out of range");
        }
    }

    public static Money of(long minorUnits, String currencyCode) {
        return new Money(minorUnits, Currency.getInstance(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Refuses other currencies (IllegalArgumentException) and overflow (ArithmeticException). */
    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, sameCurrency(other).minorUnits), currency);
    }

    /** Refuses other currencies (IllegalArgumentException) and overflow (ArithmeticException). */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, sameCurrency(other).minorUnits), currency);
    }

    public Money negated() {
        return new Money(-minorUnits, currency);
    }

    // Named without is/get so that JSON writers do not take them for properties.
    public boolean positive() {
        return minorUnits > 0;
    }

    public boolean zero() {
        return minorUnits == 0;
    }

    public boolean negative() {
        return minorUnits < 0;
    }

    public boolean moreThan(Money other) {
        return minorUnits > sameCurrency(other).minorUnits;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s cannot be combined with %s"
                    .formatted(other.currency.getCurrencyCode(), currency.getCurrencyCode()));
        }
        return other;
    }

    /** For people: {@code SAR 12500.00}. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " "
                + BigDecimal.valueOf(minorUnits, Math.max(0, currency.getDefaultFractionDigits()))
                        .toPlainString();
    }
}
