package org.backlot.treasury.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.backlot.shared.Money;

/** Reads the columns of a row that cannot be null, and money out of two of them. */
final class Columns {
    private Columns() {}

    static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    static UUID uuid(Readable row, String column) {
        return required(row, column, UUID.class);
    }

    static long number(Readable row, String column) {
        return required(row, column, Long.class);
    }

    static Instant instant(Readable row, String column) {
        return required(row, column, Instant.class);
    }

    /** The amount in a column, in the currency that the row names. */
    static Money money(Readable row, String column) {
        return new Money(number(row, column), Currency.getInstance(text(row, "currency")));
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Optional.ofNullable(row.get(column, type))
                .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
    }
}
