package org.backlot.platform.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.shared.Money;

/** Reads the columns of a row that cannot be null, and money out of two of them. */
public final class Columns {
    private Columns() {}

    public static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    public static List<String> texts(Readable row, String column) {
        return List.of(required(row, column, String[].class));
    }

    public static UUID uuid(Readable row, String column) {
        return required(row, column, UUID.class);
    }

    public static long number(Readable row, String column) {
        return required(row, column, Long.class);
    }

    public static int whole(Readable row, String column) {
        return required(row, column, Integer.class);
    }

    public static boolean flag(Readable row, String column) {
        return required(row, column, Boolean.class);
    }

    public static Instant instant(Readable row, String column) {
        return required(row, column, Instant.class);
    }

    /** The amount in a column, in the currency that the row names. */
    public static Money money(Readable row, String column) {
        return new Money(number(row, column), Currency.getInstance(text(row, "currency")));
    }

    public static <T> T required(Readable row, String column, Class<T> type) {
        return Optional.ofNullable(row.get(column, type))
                .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
    }
}
