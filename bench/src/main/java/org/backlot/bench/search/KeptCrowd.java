// Why this file exists: a crowd is loaded in minutes, and what is looked into with it is often a matter of seconds.
package org.backlot.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * A crowd that an earlier run has left in its folder.
 *
 * @param file who of them may not be seen, an id a line
 */
record KeptCrowd(Path file) {
    /** The one of a folder, if it has one. */
    static KeptCrowd in(Path folder) {
        return new KeptCrowd(folder.resolve("hidden.txt"));
    }

    boolean isThere() {
        return Files.exists(file);
    }

    List<String> hidden() throws IOException {
        return Files.readAllLines(file);
    }

    /** Says that the whole crowd is there. */
    void write(Collection<String> hidden) throws IOException {
        Files.write(file, hidden);
    }
}
