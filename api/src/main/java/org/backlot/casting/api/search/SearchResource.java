package org.backlot.casting.api.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists that come with the program, one entry in a line; lines that begin with # explain. */
final class SearchResource {
    private SearchResource() {}

    static List<String> lines(String name) {
        try (var resource = SearchResource.class.getResourceAsStream("/search/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("there is no search/" + name);
            }
            return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
