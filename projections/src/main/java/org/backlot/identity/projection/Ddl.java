package org.backlot.identity.projection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads the tables of a view from the resource beside it. */
final class Ddl {
    private Ddl() {}

    static String of(String projection) {
        var path = "/projection/" + projection + ".sql";
        try (var resource = Objects.requireNonNull(Ddl.class.getResourceAsStream(path), path)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
