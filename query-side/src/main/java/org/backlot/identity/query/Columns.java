package org.backlot.identity.query;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Reads columns that the tables of the view declare as not null. */
final class Columns {
    private Columns() {}

    static UUID uuid(Readable row, String name) {
        return value(row, name, UUID.class);
    }

    static String text(Readable row, String name) {
        return value(row, name, String.class);
    }

    static int number(Readable row, String name) {
        return value(row, name, Integer.class);
    }

    static boolean flag(Readable row, String name) {
        return value(row, name, Boolean.class);
    }

    static Instant time(Readable row, String name) {
        return value(row, name, OffsetDateTime.class).toInstant();
    }

    private static <T> T value(Readable row, String name, Class<T> type) {
        return Optional.ofNullable(row.get(name, type)).orElseThrow(() -> new IllegalStateException(name + " is null"));
    }
}
